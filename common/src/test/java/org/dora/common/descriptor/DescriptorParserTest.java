package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;
import org.dora.common.yaml.Position;
import org.dora.common.yaml.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorParserTest {
  @Test
  void anUnknownKeyIsNamedWithFileLineAndColumn() {
    DescriptorException e = refusal("nodes:\n  - id: a\n    path: a\n    deploy: {machines: x}\n");

    assertEquals(
        """
        flow.yml:4:14: nodes[0].deploy: unknown field `machines`, expected one of `machine`, \
        `working_dir`, `labels`, `distribute`
            |
          4 |     deploy: {machines: x}
            |              ^
          hint: did you mean `machine`?\
        """,
        e.problems().getFirst().toString());
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("flow.yml: failed to parse given descriptor: "),
        e.getMessage());
  }

  @Test
  void allThatIsWrongIsToldAtOnceInTheOrderOfTheText() {
    DescriptorException e =
        refusal(
            """
            nodes:
              - id: "a b"
                pat: ./a
              - id: b
                path: ./b
                inputs:
                  x: c/o
                  y: nothing
                  z: b/none
                restart_policy: sometimes
              - {id: c, path: ./c}
            strict_types: "yes"
            """);

    assertEquals(
        List.of(
            "flow.yml:2:9: nodes[0]: identifier contains invalid character ' ' -- only"
                + " [a-zA-Z0-9_.-] are allowed",
            "flow.yml:3:5: nodes[0]: unknown field `pat`",
            "flow.yml:8:10: nodes[1].inputs: data did not match any variant of untagged enum"
                + " InputDef",
            "flow.yml:10:21: nodes[1].restart_policy: unknown variant `sometimes`",
            "flow.yml:12:15: strict_types: invalid type: string \"yes\", expected a boolean"),
        e.problems().stream()
            .map(problem ->
                problem.place() + ": " + problem.message().split(", expected (one|`)")[0])
            .toList());
  }

  @Test
  void keysThatStandTwiceAreToldBesideTheRest() {
    DescriptorException e =
        refusal("nodes:\n  - id: a\n    path: b\n    path: c\n    pth: d\nnodes: []\n");

    assertEquals(
        List.of(
            "nodes[0]: duplicate field `path`",
            "nodes[0]: unknown field `pth`",
            "duplicate field `nodes`"),
        e.problems().stream().map(problem -> problem.message().split(", expected")[0]).toList());
  }

  @Test
  void nodesThatCouldBeReadAreCheckedBesideThoseThatCouldNot() {
    DescriptorException e =
        refusal(
            """
            nodes:
              - {id: a, path: ./a, outputs: [o], inputs: {x: b/o, y: a/none}}
              - {id: b, path: ./b, ouputs: [o]}
            """);

    assertEquals(
        List.of("3:24", "2:55"),
        e.problems().stream()
            .map(problem -> problem.place().substring("flow.yml:".length()))
            .toList());
  }

  @Test
  void optionalKeysMayBeNull() {
    parse("nodes: [{id: a, path: a, build: null, git: ~}]");
  }

  @Test
  void theOldNameOfDeployIsAcceptedWithAWarning() {
    ParsedDescriptor parsed =
        parse(
            """
            _unstable_deploy: {machine: all}
            nodes:
              - id: a
                path: a
                _unstable_deploy: {machine: one}
            """);

    Deploy deploy = parsed.descriptor().nodes().get(0).deploy();
    assertEquals("one", deploy == null ? null : deploy.machine());
    assertEquals(
        List.of("flow.yml:5:5", "flow.yml:1:1"),
        parsed.warnings().stream().map(Problem::place).toList());
  }

  @Test
  void bothNamesOfDeployAtOnceAreRefused() {
    assertTrue(
        refusal("nodes: [{id: a, deploy: {}, _unstable_deploy: {}}]")
            .reason()
            .startsWith("nodes[0]: duplicate field `deploy`"));
  }

  @Test
  void ignoredInputOptionsAreReportedWithTheLikelyMeaning() {
    List<Problem> warnings =
        parse("nodes: [{id: a, path: a, inputs: {i: {source: b/o, queuesize: 3, lossless: true}}}]")
            .warnings();

    assertEquals(
        List.of(
            "an input has no option `queuesize`, it is ignored, did you mean `queue_size`?",
            "an input has no option `lossless`, it is ignored"),
        warnings.stream().map(Problem::message).toList());
  }

  @Test
  void aBadInputHasThePreciseReasonAsHint() {
    DescriptorException e =
        refusal("nodes:\n- id: a\n  inputs:\n    i:\n      source: dora/timer/millis/1.5\n");

    Problem problem = e.problems().getFirst();
    assertEquals(
        "nodes[0].inputs: data did not match any variant of untagged enum InputDef",
        problem.message());
    assertEquals(List.of("`i.source`: millis must be an integer (got `1.5`)"), problem.hints());
    assertEquals(new Position(5, 15), problem.position());
  }

  @Test
  void scalarsInInputsKeepTheirType() {
    assertEquals(
        List.of("`i`: invalid type: integer `5`, expected a string"),
        refusal("nodes: [{id: a, inputs: {i: 5}}]").problems().getFirst().hints());
  }

  @Test
  void outputsAreSortedAndUnique() {
    NodeDescriptor node = parse("nodes: [{id: a, outputs: [z, a, a]}]").descriptor().nodes().get(0);

    assertEquals(List.of(new DataId("a"), new DataId("z")), List.copyOf(node.ports().outputs()));
  }

  @Test
  void nodeVariablesOverrideThoseOfTheDataflow() {
    Descriptor descriptor =
        parse("{env: {A: 1, B: 2}, nodes: [{id: n, env: {B: 3}}]}").descriptor();

    assertEquals(
        Map.of("A", new EnvValue.Int(1), "B", new EnvValue.Int(3)),
        descriptor.environmentOf(descriptor.nodes().get(0)));
  }

  @Test
  void theMeaningsOfAPathAreToldApart() {
    assertEquals(new NodeProgram.Kind.Dynamic(), kind("dynamic"));
    assertEquals(new NodeProgram.Kind.Shell("echo hi"), kind("shell"));
    assertEquals(
        new NodeProgram.Kind.Download("https://host.invalid/x", null),
        kind("https://host.invalid/x"));
    assertEquals(new NodeProgram.Kind.File("HTTP://x"), kind("HTTP://x"));
  }

  @Test
  void positionsOfFindingsAreFoundWithinTheFile() {
    SourceText parsed =
        parse("nodes:\n  - id: a\n    inputs:\n      b/c.d: x/y\n    outputs: [o]\n").source();

    assertEquals(new Position(4, 7), parsed.positionOf("nodes[0].inputs.b/c.d"));
    assertEquals(new Position(4, 7), parsed.positionOf("nodes[0].inputs.b/c.d.input_timeout"));
    assertEquals(new Position(2, 5), parsed.positionOf("nodes[0]"));
    assertEquals(new Position(2, 5), parsed.positionOf("nodes[0].restart_delay"));
    assertEquals(new Position(1, 1), parsed.positionOf("health_check_interval"));
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeAbsent(@TempDir Path folder) {
    DescriptorException e =
        assertThrows(
            DescriptorException.class,
            () -> DescriptorParser.read(folder.resolve("none.yml"), Map.of()));

    assertEquals("failed to open given file", e.stage());
    assertEquals("No such file or directory (os error 2)", e.reason());
  }

  @Test
  void aFileThatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("flow.yml"), new byte[] {(byte) 0xff, 0});

    DescriptorException e =
        assertThrows(DescriptorException.class, () -> DescriptorParser.read(file, Map.of()));
    assertEquals("stream did not contain valid UTF-8", e.reason());
  }

  private static NodeProgram.Kind kind(String path) {
    return parse("nodes: [{id: a, path: \"" + path + "\", args: echo hi}]")
        .descriptor()
        .nodes()
        .get(0)
        .program()
        .kind();
  }

  private static ParsedDescriptor parse(String text) {
    return DescriptorParser.parse(text, "flow.yml", Map.of());
  }

  private static DescriptorException refusal(String text) {
    return assertThrows(DescriptorException.class, () -> parse(text));
  }
}
