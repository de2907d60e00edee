package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.cli.InProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dora new} as its user meets it. */
class NewCommandTest {
  @TempDir private Path folder;
  private final InProcess dora = new InProcess();

  private Path made() {
    return folder.resolve("made");
  }

  @Test
  void javaIsTheDefaultAndTheNextCommandIsTold() {
    Result said = dora.run("new", "hello", made().toString()).exits(0);
    assertEquals(
        """
        Created new Java node `talker_1` at %1$s/Talker.java
        Created new Java node `talker_2` at %1$s/Talker.java
        Created new Java node `listener_1` at %1$s/Listener.java
        Created new Java dataflow `hello` at %1$s

        Run it:  dora run %1$s/dataflow.yml
        """
            .formatted(made()),
        said.out());
    assertEquals("", said.err());
    assertTrue(Files.isRegularFile(made().resolve("Talker.java")));
  }

  @Test
  void partsAreTellableByTheirReleasedNames() {
    Result said = dora.run("new", "--lang", "python", "hello", made().toString()).exits(0);
    assertTrue(
        said.out().contains("Created new Python node `talker 1` at " + made() + "/talker-1\n"),
        said.out());
    assertTrue(
        said.out().contains("Created new Python dataflow `hello` at " + made() + "\n"), said.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"c++", "cxx", "cpp"})
  void cPlusPlusHasThreeNames(String name) {
    Result said =
        dora.run("new", "--kind", "node", "--lang", name, "eye", made().toString()).exits(0);
    assertTrue(
        said.out().contains("Created new C++ custom node `eye` at " + made() + "\n"), said.out());
    assertTrue(Files.isRegularFile(made().resolve("node.cc")));
  }

  @Test
  void aPathWithSpacesIsQuotedInTheNextCommand() throws IOException {
    Path spaced = Files.createDirectory(folder.resolve("it's here")).resolve("made");
    Result said = dora.run("new", "hello", spaced.toString()).exits(0);
    assertTrue(
        said.out().contains("dora run '" + folder + "/it'\\''s here/made/dataflow.yml'\n"),
        said.out());
  }

  @Test
  void anExistingFolderIsAnErrorWithAdvice() throws IOException {
    Files.createDirectory(made());
    Result said = dora.run("new", "hello", made().toString()).exits(1);
    assertEquals("", said.out());
    assertEquals(
        """
        error: failed to create root directory `%s`

          hint: choose another name, or remove what is there

        Caused by:
            File exists (os error 17)
        """
            .formatted(made()),
        said.err());
  }

  @Test
  void aBadNameIsRefusedBeforeAnythingIsMade() {
    Result said = dora.run("new", "--lang", "python", "1bad", made().toString()).exits(1);
    assertEquals("error: dataflow name must start with an ASCII letter\n", said.err());
    assertFalse(Files.exists(made()));
  }

  @Test
  void unknownLanguagesAndKindsAreUsageErrors() {
    Result said = dora.run("new", "--lang", "go", "hello").exits(2);
    assertTrue(
        said.err()
            .startsWith(
                "error: invalid value 'go' for '--lang <LANG>'\n"
                    + "  [possible values: java, python, rust, c, c++, cxx, cpp]"),
        said.err());
    said = dora.run("new", "--kind", "operator", "hello").exits(2);
    assertTrue(said.err().contains("[possible values: dataflow, node]"), said.err());
    said = dora.run("new").exits(2);
    assertTrue(said.err().contains("<NAME>"), said.err());
  }

  @Test
  void theReleasedProgramsOwnOptionIsAcceptedAndHidden() {
    Result said =
        dora.run("new", "--internal-create-with-path-dependencies", "hello", made().toString())
            .exits(0);
    assertEquals(
        1,
        said.err().lines().filter(line -> line.startsWith("warning: `--internal-create")).count(),
        said.err());
    said = dora.run("new", "--help").exits(0);
    assertFalse(said.out().contains("internal") || said.out().contains("PATH"), said.out());
    assertTrue(
        said.out().contains("--lang") && said.out().contains("java, python, rust, c or c++"),
        said.out());
  }
}
