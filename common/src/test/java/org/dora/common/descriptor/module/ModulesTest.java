package org.dora.common.descriptor.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of modules; behaviour and words are those of dora 1.1.0 unless a name says so. */
class ModulesTest {
  @TempDir private Path root;
  private ProjectFolder project = new ProjectFolder(Path.of(""));

  @BeforeEach
  void setUp() {
    project = new ProjectFolder(root);
  }

  private static String source(NodeDescriptor node, String input) {
    return input(node, input).source().toString();
  }

  private static InputDescriptor input(NodeDescriptor node, String input) {
    return Objects.requireNonNull(node.ports().inputs().get(new DataId(input)), input);
  }

  @Test
  void aDataflowWithoutModulesIsLeftAlone() {
    ParsedDescriptor parsed =
        DescriptorParser.parse("nodes: [{id: a, path: x}]", "flow.yml", Map.of());

    assertSame(parsed, Modules.expand(parsed, root, Map.of()));
  }

  @Test
  void theInnerOptionWinsOverThatOfTheBinding() throws IOException {
    project.file(
        "dataflow.yml",
        """
        nodes:
          - id: m
            module: m.yml
            inputs: {i: {source: s/x, queue_size: 1, input_timeout: 2, queue_policy: backpressure}}
        """);
    project.file(
        "m.yml",
        """
        module: {name: m, inputs: [i]}
        nodes:
          - id: c
            path: x
            inputs:
              size: {source: _mod/i, queue_size: 5}
              policy: {source: _mod/i, queue_policy: drop_oldest}
        """);
    NodeDescriptor node = project.node("m.c");

    assertEquals("s/x", source(node, "size"));
    assertEquals(5, input(node, "size").queueSize());
    assertEquals(QueuePolicy.BACKPRESSURE, input(node, "size").queuePolicy());
    assertEquals(1, input(node, "policy").queueSize());
    assertEquals(QueuePolicy.DROP_OLDEST, input(node, "policy").queuePolicy());
  }

  @Test
  void siblingsGetThePrefixAndOthersDoNot() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}]");
    project.file(
        "m.yml",
        """
        module: {name: m}
        nodes:
          - id: n
            path: n
            inputs:
              log: dora/logs/info/n
              other: dora/logs/info/other
              all: dora/logs
              outer: outer/x
              self: n/x
        """);
    NodeDescriptor node = project.node("m.n");

    assertEquals("dora/logs/info/m.n", source(node, "log"));
    assertEquals("dora/logs/info/other", source(node, "other"));
    assertEquals("dora/logs", source(node, "all"));
    assertEquals("outer/x", source(node, "outer"));
    assertEquals("m.n/x", source(node, "self"));
  }

  @Test
  void anOptionalInputThatIsNotBoundGoesThroughAllLevels() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}]");
    project.file(
        "m.yml",
        """
        module: {name: m, inputs_optional: [t]}
        nodes: [{id: k, module: n.yml, inputs: {q: _mod/t}}]
        """);
    project.file(
        "n.yml",
        """
        module: {name: n, inputs_optional: [q]}
        nodes: [{id: l, path: x, inputs: {x: _mod/q, y: dora/timer/secs/1}}]
        """);

    assertEquals(
        List.of(new DataId("y")), List.copyOf(project.node("m.k.l").ports().inputs().keySet()));
  }

  @Test
  void settingsOfTheModuleNodeFillWhatInnerNodesLeaveOpen() throws IOException {
    project.file(
        "dataflow.yml",
        """
        nodes:
          - id: m
            module: m.yml
            env: {A: 1, P: x}
            params: {p: "1"}
            deploy: {machine: outer}
            build: outer
        """);
    project.file(
        "m.yml",
        """
        module: {name: m}
        build: module
        nodes:
          - {id: k, module: n.yml, env: {A: 5, B: 6}, params: {P: "2"}, build: nested}
          - {id: c, path: x, deploy: {machine: own}}
          - {id: r, ros2: {topic: /a, message_type: a/b}}
        """);
    project.file(
        "n.yml",
        "{module: {name: n}, build: file, nodes: [{id: l, path: x, env: {B: 7}, build: own}]}");
    NodeDescriptor leaf = project.node("m.k.l");

    assertEquals(
        Map.of(
            "A", new EnvValue.Int(5),
            "B", new EnvValue.Int(7),
            "P", new EnvValue.Text("x"),
            "PARAM_P", new EnvValue.Text("2")),
        leaf.env());
    assertEquals("outer\nmodule\nnested\nfile\nown", leaf.source().build());
    assertEquals("outer", machine(leaf));
    assertEquals("own", machine(project.node("m.c")));
    assertEquals("outer\nmodule", project.node("m.c").source().build());
    assertNull(project.node("m.r").source().build());
  }

  private static String machine(NodeDescriptor node) {
    return String.valueOf(node.deploy() == null ? null : node.deploy().machine());
  }

  @Test
  void aReferenceToAnOutputLeadsToItsProducer() throws IOException {
    project.file(
        "dataflow.yml",
        """
        nodes:
          - {id: m, module: m.yml, inputs: {loop: m/plain}}
          - {id: s, path: x, inputs: {a: m/plain, b: m/single, c: m/several, d: m/deep}}
        """);
    project.file(
        "m.yml",
        """
        module: {name: m, inputs: [loop], outputs: [plain, single, several, deep]}
        nodes:
          - {id: p, path: x, outputs: [plain], inputs: {i: _mod/loop, j: k/deep}}
          - {id: o, operator: {python: x, outputs: [single]}}
          - {id: os, operators: [{id: q, python: x, outputs: [several]}]}
          - {id: k, module: n.yml}
        """);
    project.file(
        "n.yml",
        "{module: {name: n, outputs: [deep]}, nodes: [{id: l, path: x, outputs: [deep]}]}");
    NodeDescriptor sink = project.node("s");

    assertEquals("m.p/plain", source(sink, "a"));
    assertEquals("m.o/single", source(sink, "b"));
    assertEquals("m.os/q/several", source(sink, "c"));
    assertEquals("m.k.l/deep", source(sink, "d"));
    assertEquals("m.p/plain", source(project.node("m.p"), "i"));
    assertEquals("m.k.l/deep", source(project.node("m.p"), "j"));
  }

  @Test
  void allThatIsWrongIsToldAtOnceInTheFileWhereItStands() throws IOException {
    project.file(
        "dataflow.yml",
        """
        nodes:
          - id: m
            module: m.yml
            outputs: [o]
            params: {a-b: x}
            inputs: {q: a/b}
          - {id: s, path: x, inputs: {a: m/none}}
          - {id: g, module: gone.yml}
        """);
    project.file(
        "m.yml",
        """
        module: {name: mod, inputs: [i], outputs: [o, o]}
        nodes:
          - id: n
            path: ../out
            outputs: [o]
            inputs: {t: _mod/tick}
        """);

    assertEquals(
        List.of(
            "dataflow.yml:4:5: invalid module node `m`: node `m` has fields that are not allowed on"
                + " Module nodes: outputs",
            "dataflow.yml:5:14: invalid param key `a-b` in node `m`: must be non-empty and contain"
                + " only [A-Za-z0-9_]",
            "m.yml:1:47: module `mod` has duplicate `outputs` entry `o`",
            "dataflow.yml:2:5: module `mod` declares required input `i` but node `m` does not"
                + " provide it",
            "dataflow.yml:6:14: module `mod` does not declare input `q` provided by node `m`",
            "m.yml:6:14: module input reference `_mod/tick` not found in module node inputs",
            "m.yml:4:5: module node `m.n` path `../out` resolves outside the project directory"
                + " (resolved to `"
                + root.resolveSibling("out")
                + "`)",
            "dataflow.yml:8:13: module file not found: gone.yml: No such file or directory (os"
                + " error 2)",
            "dataflow.yml:7:31: node `s` references `m/none` but module `m` does not declare output"
                + " `none`"),
        project.problems());
  }

  @Test
  void anIdOfAModuleAndOfAnotherNodeIsToldWithBothPlaces() throws IOException {
    project.file("m.yml", "{module: {name: mod, outputs: [y]}, nodes: [{id: n, outputs: [y]}]}");
    project.file(
        "dataflow.yml",
        """
        nodes:
          - {id: m, module: m.yml}
          - {id: m, path: x, outputs: [x]}
          - {id: c, path: x, inputs: {i: m/x}}
        """);

    ModuleException e = assertThrows(ModuleException.class, () -> project.expand("dataflow.yml"));
    Problem problem = e.problems().getFirst();
    assertEquals(1, e.problems().size());
    assertEquals(
        "node `c` references `m/x` but module `m` does not declare output `x`", problem.message());
    assertEquals(
        List.of(
            "node ID `m` is used twice, at dataflow.yml:2:6 and dataflow.yml:3:6: give one of the"
                + " nodes another"),
        problem.hints().stream().map(hint -> hint.replace(root + "/", "")).toList());
  }

  @Test
  void nothingIsSaidOfReferencesToAModuleThatCannotBeUsed() throws IOException {
    project.file(
        "dataflow.yml", "nodes: [{id: m, module: no.yml}, {id: s, path: x, inputs: {a: m/none}}]");

    assertEquals(1, project.problems().size());
  }

  @Test
  void aFileThatIsUsedTwiceIsRefusedOnce() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: a, module: m.yml}, {id: b, module: m.yml}]");
    project.file("m.yml", "{module: {name: m}, env: {}, nodes: [{id: x y}]}");

    assertEquals(
        List.of(
            "m.yml:1:21: unknown field `env`, expected one of `module`, `nodes`, `build`",
            "m.yml:1:43: nodes[0]: identifier contains invalid character ' ' -- only"
                + " [a-zA-Z0-9_.-] are allowed"),
        project.problems());
  }

  @Test
  void idsMustDifferAfterExpansion() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}, {id: m.n, path: k}]");
    project.file("m.yml", "{module: {name: m}, nodes: [{id: n, path: n}]}");

    assertEquals(
        List.of(
            "dataflow.yml:1:34: duplicate node ID `m.n` after module expansion — check for"
                + " conflicting node names across modules and top-level nodes"),
        project.problems());
  }

  @Test
  void modulesMayNotUseEachOtherInACircle() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: a.yml}]");
    project.file("a.yml", "{module: {name: a}, nodes: [{id: k, module: b.yml}]}");
    project.file("b.yml", "{module: {name: b}, nodes: [{id: l, module: ./a.yml}]}");

    assertEquals(
        List.of("b.yml:1:37: circular module reference detected: a.yml (node `m.k.l`)"),
        project.problems());
  }

  @Test
  void anOutputNeedsExactlyOneProducer() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}]");
    project.file(
        "m.yml",
        """
        module: {name: m, outputs: [o, none]}
        nodes:
          - {id: n, path: n, outputs: [o]}
          - {id: k, operators: [{id: z, python: p, outputs: [o]}]}
        """);

    assertEquals(
        List.of(
            "m.yml:1:29: module `m` declares output `o` but multiple inner nodes produce it:"
                + " m.n/o, m.k/z/o",
            "m.yml:1:32: module `m` declares output `none` but no inner node produces it"),
        project.problems());
  }

  @Test
  void anOperatorIdThatMakesNoOutputIdIsRefused() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}]");
    project.file(
        "m.yml",
        "{module: {name: m}, nodes: [{id: z, operators: [{id: my op, python: x, outputs: [o]}]}]}");

    assertEquals(
        List.of(
            "m.yml:1:50: node `m.z` produces an invalid output id `my op/o`: identifier contains"
                + " invalid character ' ' -- only [a-zA-Z0-9_./-] are allowed"),
        project.problems());
  }

  @Test
  void ourBoundKeepsASmallFileFromMeaningMillionsOfNodes() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m7.yml}]");
    for (int i = 7; i > 0; i--) {
      StringBuilder nodes = new StringBuilder();
      for (int k = 0; k < 10; k++) {
        nodes.append("{id: k").append(k).append(", module: m").append(i - 1).append(".yml}, ");
      }
      project.file("m" + i + ".yml", "{module: {name: m}, nodes: [" + nodes + "]}");
    }
    project.file("m0.yml", "{module: {name: m}, nodes: [{id: a, path: x}]}");

    assertTrue(
        project.problems().getFirst().endsWith("modules expand to more than 100000 nodes"),
        project.problems().getFirst());
  }

  @Test
  void aFileBeyondOneMebibyteIsRefused() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: m.yml}]");
    String module = "{module: {name: m}, nodes: []} #";
    project.file("m.yml", module + "x".repeat(1024 * 1024 - module.length()));
    assertEquals(0, project.expand("dataflow.yml").descriptor().nodes().size());

    project.file("m.yml", module + "x".repeat(1024 * 1024 - module.length() + 1));
    assertTrue(
        project.problems().getFirst().contains("module file too large (limit 1048576 bytes)"));
  }

  @Test
  void whatIsSaidLaterOfANodeShowsTheModulesFile() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: mods/m.yml}]");
    project.file("mods/m.yml", "module: {name: m}\nnodes:\n  - {id: n, path: x, name: y}\n");
    ParsedDescriptor flat = project.expand("dataflow.yml");

    assertEquals(root.resolve("mods/m.yml").toString(), flat.places().getFirst().source().file());
    assertEquals("nodes[0]", flat.places().getFirst().path());
  }

  @Test
  void warningsOfModulesAreKeptAndACommandNameIsWarnedOf() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: mods/m.yml}]");
    project.file(
        "mods/m.yml",
        """
        module: {name: m}
        nodes:
          - {id: n, path: python, inputs: {i: {source: a/b, queue: 1}}}
          - {id: there, path: prog}
          - {id: built, path: made, build: make}
        """);
    project.file("mods/prog", "");
    List<String> warnings =
        project.expand("dataflow.yml").warnings().stream().map(Problem::message).toList();

    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("an input has no option `queue`"), warnings.get(0));
    assertTrue(warnings.get(1).startsWith("in a module `python` is the file `mods/python`"));
  }
}
