package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.cli.InProcess.Result;
import org.dora.cli.graph.GraphCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code dora graph} as its user meets it. */
class GraphCommandTest {
  @TempDir private Path folder;
  private final InProcess dora = new InProcess();

  /** Runs the command as if {@code folder} were the current directory. */
  private Result graphHere(Path file) {
    return dora.command(console -> new GraphCommand(console, folder), file.toString());
  }

  private Path flow(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }

  @Test
  void theChartGoesToStdoutAndTheAdviceToStderr() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x}]");
    Result said = dora.run("graph", "--mermaid", file.toString()).exits(0);
    assertEquals("flowchart TB\n  a[\\\"**a**\"/]\n\n", said.out());
    assertEquals(
        "Paste the above output on https://mermaid.live/ or in a ```mermaid code block on GitHub"
            + " to display it.\n",
        said.err());
  }

  @Test
  void theAddressOfThePageIsPrinted() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x}]");
    String opened = "View graph by opening the following in your browser:\n  file://";
    String page = opened + folder.toAbsolutePath() + "/flow-graph";
    assertEquals(new Result(0, page + ".html\n", ""), graphHere(file));
    assertEquals(new Result(0, page + ".1.html\n", ""), graphHere(file));
    assertTrue(Files.readString(folder.resolve("flow-graph.1.html")).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void valuesOfTheEnvironmentAreNotWrittenIntoThePage() throws IOException {
    String path = System.getenv("PATH");
    Path file =
        flow("flow.yml", "nodes: [{id: a, path: x, env: {A: $PATH, B: 'x${PATH}', C: '$$'}}]");
    graphHere(file).exits(0);
    String page = Files.readString(folder.resolve("flow-graph.html"));
    assertFalse(page.contains(path));
    assertTrue(page.contains("<dt>A</dt><dd>${PATH}</dd><dt>B</dt><dd>x${PATH}</dd>"));
  }

  @Test
  void aVariableThatIsNotSetIsRefusedAsEverywhere() throws IOException {
    Path file = flow("flow.yml", "nodes: [{id: a, path: x, env: {A: $NO_SUCH_VARIABLE_HERE}}]");
    Result said = dora.run("graph", "--mermaid", file.toString()).exits(1);
    assertTrue(said.err().contains("NO_SUCH_VARIABLE_HERE"), said.err());
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
    Result said = dora.run("graph", file.toString()).exits(1);
    assertTrue(said.err().startsWith("error: failed to visualize descriptor\n"), said.err());
    assertTrue(
        said.err()
            .contains(
                file
                    + ":3:5: node `a` uses an unresolved `hub:` reference — run `dora build` first"),
        said.err());
    assertTrue(said.err().contains(":5:6: duplicate node ID `b`"), said.err());
    assertEquals("", said.out());
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
    Result said = dora.run("graph", "--mermaid", recorded.file().toString()).exits(1);
    assertEquals("", said.out());
    for (String cause : recorded.refusal().orElseThrow()) {
      for (String fact :
          Pattern.compile("`[^`]+`").matcher(cause).results().map(m -> m.group()).toList()) {
        assertTrue(said.err().contains(fact), fact + " in " + said.err());
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
