package org.dora.common.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeReport;
import org.dora.common.types.UserTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCheckTest {
  @TempDir private Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = temporary.toRealPath();
  }

  private Path manifest(String place, String further) throws IOException {
    Path file = folder.resolve(place).resolve("dora-node.yml").normalize();
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "apiVersion: 1\nname: viewer\nnamespace: acme\nruntime: python\n"
            + (further.contains("entrypoint:") ? "" : "entrypoint: run.py\n")
            + further);
  }

  private TypeReport report(String yaml) {
    return ContractCheck.report(
        DescriptorParser.parse(yaml, "flow.yml", Map.of()), folder, UserTypes.NONE, false);
  }

  private List<String> warnings(String yaml) {
    return report(yaml).warnings().stream().map(Problem::message).toList();
  }

  @Test
  void nothingIsSaidOfADataflowWithoutAnnotationsAndManifests() {
    assertSame(TypeReport.EMPTY, report("nodes: [{id: a, path: x/run.py, outputs: [o]}]"));
  }

  @Test
  void aManifestFillsInTypesThatTheDataflowDoesNotGive() throws IOException {
    Path file =
        manifest(
            "node",
            """
            inputs: {img: {type: std/media/v1/Image}, own: {type: std/core/v1/Bool}}
            outputs: {out: {type: std/core/v1/Int8}, untyped: {}}
            """);
    TypeReport report =
        report(
            """
            nodes:
              - {id: s, path: s, outputs: [o], output_types: {o: std/core/v1/String}}
              - id: d
                path: node/run.py
                inputs: {img: s/o, own: s/o}
                input_types: {own: std/core/v1/String}
                outputs: [out, untyped]
              - {id: e, path: e, inputs: {i: d/out}}
            """);
    assertEquals(List.of("node \"d\": injected 2 contract type(s) from " + file), report.notes());
    assertEquals(List.of("inferred std/core/v1/Int8 on e/i (from d/out)"), report.inferences());
    assertEquals(
        List.of(
            "node \"d\": type mismatch on input \"img\": upstream s/o declares"
                + " \"std/core/v1/String\", but expected \"std/media/v1/Image\""),
        report.warnings().stream().map(Problem::message).toList());
  }

  @Test
  void portsBeyondTheManifestAndRequiredOnesThatAreNotWiredAreTold() throws IOException {
    Path file = manifest(".", "inputs: {must: {}, may: {required: false}}\noutputs: {out: {}}\n");
    List<Problem> warnings =
        report(
                """
                nodes:
                  - id: d
                    path: ./run.py
                    inputs: {x: d/extra, t: dora/timer/secs/1}
                    outputs: [extra]
                """)
            .warnings();
    assertEquals(
        List.of(
            "flow.yml:4:14: node \"d\": input `x` is not declared in " + file,
            "flow.yml:5:5: node \"d\": output `extra` is not declared in " + file,
            "flow.yml:4:5: node \"d\": required input `must` is not wired"),
        warnings.stream().map(each -> each.place() + ": " + each.message()).toList());
  }

  @Test
  void theNearestManifestUpToTheDataflowCounts() throws IOException {
    Path above = manifest("pkg", "entrypoint: target/release/run\noutputs: {o: {}}\n");
    assertEquals(
        List.of("node \"a\": output `x` is not declared in " + above),
        warnings("nodes: [{id: a, path: pkg/target/release/run, outputs: [x]}]"));
    Path nearer = manifest("pkg/target", "entrypoint: other\n");
    assertEquals(
        List.of(
            "node \"a\": "
                + nearer
                + " has entrypoint `other`, which does not name the node's path"
                + " `pkg/target/release/run` — contracts not injected"),
        warnings("nodes: [{id: a, path: pkg/target/release/run, outputs: [x]}]"));
  }

  @Test
  void aBareNameMayLieBesideAnotherNodesManifest() throws IOException {
    manifest(".", "outputs: {o: {type: std/core/v1/Bool}}\n");
    assertEquals(
        new TypeReport(List.of(), List.of(), List.of()),
        report("nodes: [{id: a, path: python, outputs: [x]}]"));
  }

  @Test
  void programsOfOtherFoldersAreNotLookedAfter() throws IOException {
    manifest(".", "");
    for (String path : List.of("../run.py", "/run.py", "https://example.org/run.py")) {
      assertSame(TypeReport.EMPTY, report("nodes: [{id: a, path: \"" + path + "\"}]"), path);
    }
    assertSame(TypeReport.EMPTY, report("nodes: [{id: a, path: run.py, git: \"file:///x\"}]"));
  }

  @Test
  void aManifestWithIssuesFillsInNothing() throws IOException {
    Path file = manifest("n", "platforms: [moon]\noutputs: {o: {type: no/where}}\n");
    assertEquals(
        List.of(
            "node \"a\": "
                + file
                + " has 2 problem(s) — contracts not injected (first: platforms: `moon` is not of"
                + " the form `<os>-<arch>` (e.g. `linux-x86_64`))"),
        warnings("nodes: [{id: a, path: n/run.py}]"));
  }

  @Test
  void aManifestThatCannotBeReadIsAWarning() throws IOException {
    Path file = manifest("n", "foo: 1\n");
    String message = warnings("nodes: [{id: a, path: n/run.py}]").getFirst();
    assertEquals(
        "node \"a\": failed to read "
            + file
            + ": invalid node manifest at `"
            + file
            + "`: unknown field `foo`",
        message.substring(0, message.indexOf(", expected")));
  }

  @Test
  void typesOfOneManifestServeTheOthersOnceTheyAreWhole() throws IOException {
    manifest("a", "outputs: {o: {type: acme/B}}\n");
    manifest(
        "b",
        """
        types:
          acme/A: {arrow: Struct, fields: [{name: x, type: acme/B}]}
          acme/B: {arrow: Struct, fields: [{name: x, type: Utf8}]}
        """);
    String nodes = "nodes: [{id: a, path: a/run.py, outputs: [o]}, {id: b, path: b/run.py}]";
    assertEquals(List.of(), warnings(nodes));

    manifest("b", "types: {acme/B: {arrow: Struct, fields: [{name: x, type: Nope}]}}\n");
    assertEquals(
        List.of(
            "acme/B` — declare it under `types:` in this manifest)",
            "types.acme/B.fields.x: unknown field type `Nope`)"),
        warnings(nodes).stream()
            .map(each -> each.substring(each.indexOf("first: ") + 7).replaceFirst(".*type `a", "a"))
            .toList());
  }

  @Test
  void typesThatTheDataflowHasAreNotReplaced() throws IOException {
    manifest(
        "a",
        """
        outputs: {o: {type: acme/A}}
        types: {acme/A: {arrow: Struct, fields: [{name: x, type: Utf8}]}}
        """);
    Files.createDirectories(folder.resolve("types"));
    Files.writeString(
        folder.resolve("types/acme.yml"),
        "types: {A: {arrow: Struct, fields: [{name: own, type: Utf8}]}}");
    TypeReport report =
        ContractCheck.report(
            DescriptorParser.parse(
                """
                nodes:
                  - {id: a, path: a/run.py, outputs: [o]}
                  - {id: b, path: b, inputs: {i: a/o}, input_types: {i: std/math/v1/Vector3}}
                  - {id: c, path: c, outputs: [v], output_types: {v: std/math/v1/Vector3}}
                  - {id: d, path: d, inputs: {i: c/v}, input_types: {i: acme/A}}
                """,
                "flow.yml",
                Map.of()),
            folder,
            UserTypes.load(folder),
            false);
    String last = report.warnings().getLast().message();
    assertEquals("(missing field \"own\")", last.substring(last.lastIndexOf('(')));
  }
}
