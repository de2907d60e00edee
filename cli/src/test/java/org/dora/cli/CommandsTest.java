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
import java.util.stream.Stream;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dora validate} and {@code dora run} as their user meets them; nodes are programs of the
 * system.
 */
@Timeout(60)
class CommandsTest {
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

  private String flow(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flow.yml"), yaml).toString();
  }

  @Test
  void aGoodDataflowIsSaidToBeOne() throws IOException {
    String file =
        flow("nodes: [{id: a, path: x, outputs: [o]}, {id: b, path: y, inputs: {i: a/o}}]");
    assertEquals(0, dora("validate", file));
    assertEquals(
        "Validating "
            + file
            + "...\nInput/output wiring OK.\nDescriptor config OK.\nAll type annotations OK.\n",
        out);
    assertEquals("", err);
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
    String file =
        flow(
            """
            nodes:
              - id: a
                path: x
                inputs:
                  i: ghost/o
                  j: a/nothing
            """);
    assertEquals(1, dora("validate", file));
    assertEquals(
        """
        error: wiring check failed: 2 errors

        FILE:5:7: source node `ghost` mapped to input `a/i` does not exist
            |
          5 |       i: ghost/o
            |       ^

        FILE:6:7: output `a/nothing` mapped to input `a/j` does not exist
            |
          6 |       j: a/nothing
            |       ^
          hint: `a` has no outputs
        """,
        err.replace(file, "FILE"));
  }

  @Test
  void anUnknownKeyIsNamedWithLineAndExpectation() throws IOException {
    assertEquals(1, dora("validate", flow("nodes:\n  - id: a\n    pth: x\n")));
    assertTrue(err.contains("unknown field `pth`, expected one of `id`"), err);
    assertTrue(err.contains("flow.yml:3:5: "), err);
    assertTrue(err.contains("did you mean `path`?"), err);
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertEquals(1, dora("validate", folder.resolve("none.yml").toString()));
    assertTrue(err.contains("failed to open given file"), err);
    assertTrue(err.contains("No such file or directory"), err);
  }

  @Test
  void aDataflowWithoutNodesEndsAtOnce() throws IOException {
    assertEquals(0, dora("run", flow("nodes: []")));
    assertTrue(out.contains("dataflow finished on machine"), out);
  }

  @Test
  void aProgramOfTheSystemRunsAndItsLinesAreShownAndKept() throws IOException {
    assertEquals(0, dora("run", flow("nodes: [{id: e, path: echo, args: hello 'two words'}]")));
    assertTrue(out.contains("stdout e: hello two words\n"), out);
    try (Stream<Path> logs = Files.walk(folder.resolve("out"))) {
      Path log =
          logs.filter(file -> file.toString().endsWith("/log_e.jsonl")).findFirst().orElseThrow();
      assertTrue(Files.readString(log).contains("\"msg\":\"hello two words\""));
    }
  }

  @Test
  void aFailingNodeIsReportedWithTheEndOfItsErrorOutput() throws IOException {
    String file = flow("nodes: [{id: bad, path: shell, args: echo the pump broke >&2; exit 3}]");
    assertEquals(1, dora("run", file, "--allow-shell-nodes"));
    String rule = "-".repeat(81);
    assertEquals(
        "error: Dataflow failed:\n\nNode `bad` failed: exited with code 3 with stderr output:\n"
            + rule
            + "\nthe pump broke\n"
            + rule
            + "\n",
        err);
  }

  @Test
  void aNodeKilledBySignalIsNotTakenForAnExitCode() throws IOException {
    String file = flow("nodes: [{id: bad, path: shell, args: 'kill -SEGV $$'}]");
    assertEquals(1, dora("run", file, "--allow-shell-nodes"));
    assertTrue(err.contains("Node `bad` failed: exited because of signal SIGSEGV"), err);
  }

  @Test
  void shellNodesNeedPermission() throws IOException {
    assertEquals(1, dora("run", flow("nodes: [{id: s, path: shell, args: echo hi}]")));
    assertTrue(err.contains("Shell nodes are disabled by default (security risk)."), err);
    assertFalse(out.contains("stdout"), out);
  }

  @Test
  void aMissingProgramIsFoundBeforeAnythingStarts() throws IOException {
    String file = flow("nodes: [{id: a, path: echo}, {id: b, path: ./no-such-program}]");
    assertEquals(1, dora("run", file));
    assertTrue(err.startsWith("error: Dataflow could not be validated.\n"), err);
    assertTrue(err.contains("Could not find source path `./no-such-program`"), err);
    assertEquals("a: DEBUG    building node\nb: DEBUG    building node\n", out);
  }

  @Test
  void deployIsIgnoredWithOneWarningHoweverItIsSpelt() throws IOException {
    String file =
        flow(
            """
            _unstable_deploy: {machine: somewhere}
            nodes:
              - {id: a, path: echo, deploy: {machine: robot}}
              - {id: b, path: echo, _unstable_deploy: {machine: robot, working_dir: /nowhere}}
            """);
    assertEquals(0, dora("run", file));
    assertEquals(
        "warning: `deploy` is ignored by `dora run`: all nodes run on this machine, `a`, `b` too\n",
        err);
  }

  @Test
  void whatHasNoEffectYetIsSaid() throws IOException {
    String file =
        flow(
            """
            nodes:
              - id: a
                path: echo
                inputs: {l: dora/logs}
              - {id: b, path: echo}
            """);
    assertEquals(0, dora("run", file));
    assertEquals("warning: node `a`: `dora/logs` has no effect yet\n", err);
  }

  @Test
  void stopAfterEndsWhatDoesNotEndByItself() throws IOException {
    // It reads no events, so only the end of its grace would end it; SIGTERM does.
    String file = flow("nodes: [{id: s, path: sleep, args: '0.3'}]");
    assertEquals(0, dora("run", file, "--stop-after", "100ms"));
  }

  @Test
  void variablesOfTheCommandLineReachTheNodesExactly() throws IOException {
    String file = flow("nodes: [{id: e, path: shell, args: 'echo \"<$WORD>\"'}]");
    assertEquals(0, dora("run", file, "--allow-shell-nodes", "--env", "WORD=1.10 $HOME"));
    assertTrue(out.contains("<1.10 $HOME>"), out);
  }

  @Test
  void anOptionWithAnOptionalValueDoesNotSwallowTheFile() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    assertEquals(0, dora("run", "--exit-when-nodes-finish", file));
    assertEquals(0, dora("run", "--exit-when-nodes-finish=false", file));
    assertEquals(2, dora("run", "--exit-when-nodes-finish=maybe", file));
  }

  @Test
  void theLogCanBeReadByPrograms() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    assertEquals(0, dora("run", file, "--log-format", "json", "--log-level", "stdout"));
    assertTrue(
        out.lines().map(LogMessage::fromJson).anyMatch(record -> record.message().equals("hi")),
        out);
    assertEquals("e: DEBUG    building node\n", err);
  }

  @Test
  void linesBelowTheLevelAreNotShown() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    assertEquals(0, dora("run", file, "--log-level", "info"));
    assertFalse(out.contains("stdout e: hi") || out.contains("spawned node with pid"), out);
    assertTrue(out.contains("e finished successfully"), out);
    assertEquals(0, dora("run", file, "--log-level", "error", "--log-filter", "e=stdout"));
    assertTrue(out.contains("stdout e: hi"), out);
  }

  @Test
  void wrongOptionsAreUsageErrors() throws IOException {
    String file = flow("nodes: []");
    assertEquals(2, dora("run", file, "--log-level", "loud"));
    assertTrue(err.contains("'loud'") && err.contains("--log-level"), err);
    assertEquals(2, dora("run", file, "--log-format", "xml"));
    assertTrue(err.contains("'xml'") && err.contains("--log-format"), err);
    assertEquals(2, dora("run", file, "--stop-after", "-5s"));
    assertEquals(2, dora("run"));
  }

  @Test
  void optionsAreCheckedBeforeAnythingIsBuilt() throws IOException {
    String file = flow("nodes: [{id: a, path: echo, build: echo built}]");
    assertEquals(1, dora("run", file, "--log-filter", "a=loud"));
    assertTrue(err.contains("invalid log level: 'loud'"), err);
    assertEquals("", out);
    assertEquals(1, dora("run", file, "--hub-override", "cam"));
    assertTrue(err.contains("invalid --hub-override `cam`"), err);
    assertEquals("", out);
    assertEquals(2, dora("run", file, "--locked", "--write-lockfile"));
    assertTrue(err.contains("'--locked' cannot be used with '--write-lockfile'"), err);
    assertEquals("", out);
  }

  @Test
  void anEnvironmentOptionNeedsAKey() throws IOException {
    assertEquals(1, dora("run", flow("nodes: []"), "--env", "novalue"));
    assertTrue(err.contains("invalid --env `novalue`: expected KEY=VALUE"), err);
  }
}
