package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.cli.graph.GraphCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code dora graph} as its user meets it. */
class GraphCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  private Console console() {
    return Console.of(
        new PrintStream(stdout, true, UTF_8),
        new PrintStream(stderr, true, UTF_8),
        false,
        false,
        Map.of());
  }

  private int dora(String... arguments) {
    return new Dora(console()).run(List.of(arguments));
  }

  /** Runs the command as if {@code folder} were the current directory. */
  private int graphHere(Path file) {
    return new CommandLine(new GraphCommand(console(), folder)).execute(file.toString());
  }

  private Path flow(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }

  private String out() {
    return stdout.toString(UTF_8);
  }

  private String err() {
    return stderr.toString(UTF_8);
  }

  @Test
  void theChartGoesToStdoutAndTheAdviceToStderr() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x}]");
    assertEquals(0, dora("graph", "--mermaid", file.toString()));
    assertEquals("flowchart TB\n  a[\\\"**a**\"/]\n\n", out());
    assertEquals(
        "Paste the above output on https://mermaid.live/ or in a ```mermaid code block on GitHub"
            + " to display it.\n",
        err());
  }

  @Test
  void theAddressOfThePageIsPrinted() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x}]");
    assertEquals(0, graphHere(file));
    assertEquals(0, graphHere(file));
    String address = "  file://" + folder.toAbsolutePath() + "/flow-graph";
    assertEquals(
        """
        View graph by opening the following in your browser:
        %s.html
        View graph by opening the following in your browser:
        %s.1.html
        """
            .formatted(address, address),
        out());
    assertEquals("", err());
    assertTrue(Files.readString(folder.resolve("flow-graph.1.html")).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void valuesOfTheEnvironmentAreNotWrittenIntoThePage() throws IOException {
    String path = System.getenv("PATH");
    Path file =
        flow("flow.yml", "nodes: [{id: a, path: x, env: {A: $PATH, B: 'x${PATH}', C: '$$'}}]");
    assertEquals(0, graphHere(file));
    String page = Files.readString(folder.resolve("flow-graph.html"));
    assertFalse(page.contains(path));
    assertTrue(page.contains("<dt>A</dt><dd>${PATH}</dd><dt>B</dt><dd>x${PATH}</dd>"));
  }

  @Test
  void aVariableThatIsNotSetIsRefusedAsEverywhere() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x, env: {A: $NO_SUCH_VARIABLE_HERE}}]");
    assertEquals(1, dora("graph", "--mermaid", file.toString()));
    assertTrue(err().contains("NO_SUCH_VARIABLE_HERE"), err());
  }

  @Test
  void whatCannotBeResolvedIsToldAtItsPlace() throws IOException {
    Path file =
        flow(
            "flow.yml",
            """
            nodes:
              - id: a
                hub: acme/camera
              - {id: b, path: x}
              - {id: b, path: x}
            """);
    assertEquals(1, dora("graph", file.toString()));
    assertTrue(err().startsWith("error: failed to visualize descriptor\n"), err());
    assertTrue(
        err()
            .contains(
                file
                    + ":3:5: node `a` uses an unresolved `hub:` reference — run `dora build` first"),
        err());
    assertTrue(err().contains(":5:6: duplicate node ID `b`"), err());
    assertEquals("", out());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  /** Cases whose refusal comes from checks that know more than programs. */
  private static final Set<String> NOT_CHECKED_YET =
      Set.of("b05-two-kinds", "d07-node-level-io", "d08-runtime-node-level", "i01-branch-and-tag");

  static Stream<GraphCase> recordedRefusals() {
    return GraphCase.all().stream()
        .filter(each -> each.refusal().isPresent())
        .filter(each -> !NOT_CHECKED_YET.contains(each.name()));
  }

  @ParameterizedTest
  @MethodSource("recordedRefusals")
  void whatTheReleasedProgramRefusesIsRefused(GraphCase recorded) {
    assertEquals(1, dora("graph", "--mermaid", recorded.file().toString()));
    assertEquals("", out());
    for (String cause : recorded.refusal().orElseThrow()) {
      for (String fact :
          Pattern.compile("`[^`]+`").matcher(cause).results().map(m -> m.group()).toList()) {
        assertTrue(err().contains(fact), fact + " in " + err());
      }
    }
  }

  @Test
  void noOtherRefusalIsLeftOut() {
    long recorded = GraphCase.all().stream().filter(each -> each.refusal().isPresent()).count();
    assertEquals(9, recorded);
    assertEquals(recorded - NOT_CHECKED_YET.size(), recordedRefusals().count());
  }
}
