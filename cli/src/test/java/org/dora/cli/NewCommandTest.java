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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dora new} as its user meets it. */
class NewCommandTest {
  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  private int dora(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(stdout, true, UTF_8),
            new PrintStream(stderr, true, UTF_8),
            false,
            false,
            Map.of());
    int code = new Dora(console).run(List.of(arguments));
    out = stdout.toString(UTF_8);
    err = stderr.toString(UTF_8);
    return code;
  }

  private Path made() {
    return folder.resolve("made");
  }

  @Test
  void javaIsTheDefaultAndTheNextCommandIsTold() {
    assertEquals(0, dora("new", "hello", made().toString()));
    assertEquals(
        """
        Created new Java node `talker_1` at %1$s/Talker.java
        Created new Java node `talker_2` at %1$s/Talker.java
        Created new Java node `listener_1` at %1$s/Listener.java
        Created new Java dataflow `hello` at %1$s

        Run it:  dora run %1$s/dataflow.yml
        """
            .formatted(made()),
        out);
    assertEquals("", err);
    assertTrue(Files.isRegularFile(made().resolve("Talker.java")));
  }

  @Test
  void partsAreTellableByTheirReleasedNames() {
    assertEquals(0, dora("new", "--lang", "python", "hello", made().toString()));
    assertTrue(
        out.contains("Created new Python node `talker 1` at " + made() + "/talker-1\n"), out);
    assertTrue(out.contains("Created new Python dataflow `hello` at " + made() + "\n"), out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c++", "cxx", "cpp"})
  void cPlusPlusHasThreeNames(String name) {
    assertEquals(0, dora("new", "--kind", "node", "--lang", name, "eye", made().toString()));
    assertTrue(out.contains("Created new C++ custom node `eye` at " + made() + "\n"), out);
    assertTrue(Files.isRegularFile(made().resolve("node.cc")));
  }

  @Test
  void aPathWithSpacesIsQuotedInTheNextCommand() throws IOException {
    Path spaced = Files.createDirectory(folder.resolve("it's here")).resolve("made");
    assertEquals(0, dora("new", "hello", spaced.toString()));
    assertTrue(out.contains("dora run '" + folder + "/it'\\''s here/made/dataflow.yml'\n"), out);
  }

  @Test
  void anExistingFolderIsAnErrorWithAdvice() throws IOException {
    Files.createDirectory(made());
    assertEquals(1, dora("new", "hello", made().toString()));
    assertEquals("", out);
    assertEquals(
        """
        error: failed to create root directory `%s`

          hint: choose another name, or remove what is there

        Caused by:
            File exists (os error 17)
        """
            .formatted(made()),
        err);
  }

  @Test
  void aBadNameIsRefusedBeforeAnythingIsMade() {
    assertEquals(1, dora("new", "--lang", "python", "1bad", made().toString()));
    assertEquals("error: dataflow name must start with an ASCII letter\n", err);
    assertFalse(Files.exists(made()));
  }

  @Test
  void unknownLanguagesAndKindsAreUsageErrors() {
    assertEquals(2, dora("new", "--lang", "go", "hello"));
    assertTrue(
        err.startsWith(
            "error: invalid value 'go' for '--lang <LANG>'\n"
                + "  [possible values: java, python, rust, c, c++]"),
        err);
    assertEquals(2, dora("new", "--kind", "operator", "hello"));
    assertTrue(err.contains("[possible values: dataflow, node]"), err);
    assertEquals(2, dora("new"));
    assertTrue(err.contains("<NAME>"), err);
  }

  @Test
  void theReleasedProgramsOwnOptionIsAcceptedAndHidden() {
    assertEquals(
        0, dora("new", "--internal-create-with-path-dependencies", "hello", made().toString()));
    assertEquals(
        1, err.lines().filter(line -> line.startsWith("warning: `--internal-create")).count(), err);
    assertEquals(0, dora("new", "--help"));
    assertFalse(out.contains("internal") || out.contains("PATH"), out);
    assertTrue(out.contains("--lang") && out.contains("java, python, rust, c or c++"), out);
  }
}
