package org.dora.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts for the shells that a machine may lack; what needs one is skipped without it. */
@Timeout(60)
class OtherShellsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Shell.class)
  void everyCommandOptionAndValueIsInTheScript(Shell shell) {
    String script = shell.script(Samples.program());
    for (String word :
        List.of(
            "run", "status", "check", "hub", "init", "shell", "format", "into", "table", "json")) {
      assertTrue(script.contains(word), shell + " lacks " + word);
    }
  }

  @Test
  void zshReadsItsScript() throws Exception {
    run("zsh", "-n", script(Shell.ZSH));
  }

  @Test
  void zshIsToldOfDescriptionsSetsAndFolders() {
    String script = Shell.ZSH.script(Samples.program());
    assertTrue(
        script.contains(
            "'(-f --format)'{-f+,--format=}'[It'\\''s \\[table\\] or\\: json]:value:(table json)'"),
        script);
    assertTrue(script.contains("'(--into)--into=[Where to]:value:_files -/'"), script);
    assertTrue(script.contains("'*--env=[A variable]:value: '"), script);
    assertTrue(script.contains("'(--idle)--idle=-[Whether to wait]::value:(true false)'"), script);
    assertTrue(script.contains("'check:How it is'"), script);
    assertTrue(script.contains("status | check) _dora__status ;;"), script);
  }

  @Test
  void fishCompletesWithDescriptions() throws Exception {
    String file = script(Shell.FISH);
    assertEquals(List.of("status\tHow it is"), fish(file, "dora sta"));
    assertEquals(List.of("init\tBegin"), fish(file, "dora hub "));
    assertEquals(
        List.of("json\tIt's [table] or: json", "table\tIt's [table] or: json"),
        fish(file, "dora check --format "));
  }

  private List<String> fish(String file, String line) throws IOException, InterruptedException {
    return run("fish", "--no-config", "-c", "source " + file + "; complete -C '" + line + "'")
        .lines()
        .toList();
  }

  @Test
  void aShellIsKnownByItsProgram() {
    assertEquals(Shell.ZSH, Shell.ofProgram("/usr/bin/zsh").orElseThrow());
    assertEquals(Shell.POWERSHELL, Shell.ofProgram("/opt/microsoft/pwsh").orElseThrow());
    assertTrue(Shell.ofProgram("/usr/bin/python3").isEmpty());
  }

  private String script(Shell shell) throws IOException {
    return Files.writeString(folder.resolve("script"), shell.script(Samples.program())).toString();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    boolean installed =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, command[0])));
    assumeTrue(installed, command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
