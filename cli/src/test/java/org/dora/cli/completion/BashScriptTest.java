package org.dora.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script at work in a real bash, whose completion variables are set as bash sets them. */
@Timeout(60)
class BashScriptTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTheScriptAndFiles() throws IOException {
    Files.writeString(folder.resolve("completion"), Shell.BASH.script(Samples.program()));
    Files.writeString(folder.resolve("flow one.yml"), "");
    Files.createDirectory(folder.resolve("flows"));
  }

  @Test
  void commandsAndTheirAliasesAreOffered() throws Exception {
    assertEquals(List.of("run", "status", "check", "shell", "hub"), complete("dora", ""));
    assertEquals(List.of("status"), complete("dora", "sta"));
    assertEquals(List.of("init"), complete("dora", "hub", ""));
    assertEquals(List.of(), complete("dora", "hub", "init", ""));
  }

  @Test
  void optionsAreThoseOfTheCommand() throws Exception {
    assertEquals(List.of("--format"), complete("dora", "run", "--fo"));
    assertEquals(List.of("-h", "--help"), complete("dora", "-"));
    assertEquals(List.of("--format", "--help"), complete("dora", "check", "--"));
    assertEquals(List.of("--into", "--help"), complete("dora", "hub", "init", "--"));
  }

  @Test
  void aValueComesFromItsSet() throws Exception {
    assertEquals(List.of("table", "json"), complete("dora", "run", "-f", ""));
    assertEquals(List.of("json"), complete("dora", "status", "--format", "j"));
    // Bash makes words of its own around the equals sign.
    assertEquals(List.of("table", "json"), complete("dora", "run", "--format", "="));
    assertEquals(List.of("json"), complete("dora", "run", "--format", "=", "j"));
    assertEquals(List.of("true", "false"), complete("dora", "run", "--idle", "="));
  }

  @Test
  void filesAndFoldersAreToldApartAndMayHaveBlanks() throws Exception {
    assertEquals(List.of("flow one.yml", "flows"), complete("dora", "run", "flow"));
    assertEquals(List.of("flows"), complete("dora", "run", "--into", "fl"));
    assertEquals(List.of("flows"), complete("dora", "run", "--into", "=", "fl"));
  }

  @Test
  void valuesOfOptionsAreNotTakenForArguments() throws Exception {
    assertEquals(
        List.of("flow one.yml", "flows"),
        complete("dora", "run", "--env", "A=1", "-f", "json", "--idle", "flow"));
    assertEquals(
        List.of("flow one.yml", "flows"),
        complete("dora", "run", "--format", "=", "json", "--idle", "=", "true", "flow"));
    assertEquals(List.of(), complete("dora", "run", "--env", "flow"));
  }

  @Test
  void argumentsAreCounted() throws Exception {
    assertEquals(List.of("bash", "zsh"), complete("dora", "shell", ""));
    assertEquals(List.of("flows"), complete("dora", "shell", "bash", "flows"));
    assertEquals(List.of("flows"), complete("dora", "shell", "bash", "x", "y", "flows"));
    assertEquals(List.of(), complete("dora", "run", "a.yml", "flow"));
  }

  @Test
  void anUnknownCommandIsNotCompleted() throws Exception {
    assertEquals(List.of(), complete("dora", "status", "x", "y"));
  }

  private List<String> complete(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "bash",
            "--norc",
            "-c",
            "source ./completion; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _dora;"
                + " [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"",
            "bash"));
    command.addAll(List.of(words));
    Process bash =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, bash.waitFor(), output);
    return output.lines().toList();
  }
}
