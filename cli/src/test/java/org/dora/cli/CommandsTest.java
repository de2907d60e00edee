package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dora.cli.InProcess.Result;
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
  private final InProcess dora = new InProcess();

  private String flow(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flow.yml"), yaml).toString();
  }

  @Test
  void aGoodDataflowIsSaidToBeOne() throws IOException {
    String file =
        flow("nodes: [{id: a, path: x, outputs: [o]}, {id: b, path: y, inputs: {i: a/o}}]");
    Result said = dora.run("validate", file).exits(0);
    assertEquals(
        "Validating "
            + file
            + "...\nInput/output wiring OK.\nDescriptor config OK.\nAll type annotations OK.\n",
        said.out());
    assertEquals("", said.err());
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
    Result said = dora.run("validate", file).exits(1);
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
        said.err().replace(file, "FILE"));
  }

  @Test
  void anUnknownKeyIsNamedWithLineAndExpectation() throws IOException {
    Result said = dora.run("validate", flow("nodes:\n  - id: a\n    pth: x\n")).exits(1);
    assertTrue(said.err().contains("unknown field `pth`, expected one of `id`"), said.err());
    assertTrue(said.err().contains("flow.yml:3:5: "), said.err());
    assertTrue(said.err().contains("did you mean `path`?"), said.err());
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Result said = dora.run("validate", folder.resolve("none.yml").toString()).exits(1);
    assertTrue(said.err().contains("failed to open given file"), said.err());
    assertTrue(said.err().contains("No such file or directory"), said.err());
  }

  @Test
  void aDataflowWithoutNodesEndsAtOnce() throws IOException {
    Result said = dora.run("run", flow("nodes: []")).exits(0);
    assertTrue(said.out().contains("dataflow finished on machine"), said.out());
  }

  @Test
  void aProgramOfTheSystemRunsAndItsLinesAreShownAndKept() throws IOException {
    Result said =
        dora.run("run", flow("nodes: [{id: e, path: echo, args: hello 'two words'}]")).exits(0);
    assertTrue(said.out().contains("stdout e: hello two words\n"), said.out());
    try (Stream<Path> logs = Files.walk(folder.resolve("out"))) {
      Path log =
          logs.filter(file -> file.toString().endsWith("/log_e.jsonl")).findFirst().orElseThrow();
      assertTrue(Files.readString(log).contains("\"msg\":\"hello two words\""));
    }
  }

  @Test
  void aFailingNodeIsReportedWithTheEndOfItsErrorOutput() throws IOException {
    String file = flow("nodes: [{id: bad, path: shell, args: echo the pump broke >&2; exit 3}]");
    Result said = dora.run("run", file, "--allow-shell-nodes").exits(1);
    String rule = "-".repeat(81);
    assertEquals(
        "error: Dataflow failed:\n\nNode `bad` failed: exited with code 3 with stderr output:\n"
            + rule
            + "\nthe pump broke\n"
            + rule
            + "\n",
        said.err());
  }

  @Test
  void aNodeKilledBySignalIsNotTakenForAnExitCode() throws IOException {
    String file = flow("nodes: [{id: bad, path: shell, args: 'kill -SEGV $$'}]");
    Result said = dora.run("run", file, "--allow-shell-nodes").exits(1);
    assertTrue(
        said.err().contains("Node `bad` failed: exited because of signal SIGSEGV"), said.err());
  }

  @Test
  void shellNodesNeedPermission() throws IOException {
    Result said = dora.run("run", flow("nodes: [{id: s, path: shell, args: echo hi}]")).exits(1);
    assertTrue(
        said.err().contains("Shell nodes are disabled by default (security risk)."), said.err());
    assertFalse(said.out().contains("stdout"), said.out());
  }

  @Test
  void aMissingProgramIsFoundBeforeAnythingStarts() throws IOException {
    String file = flow("nodes: [{id: a, path: echo}, {id: b, path: ./no-such-program}]");
    Result said = dora.run("run", file).exits(1);
    assertTrue(said.err().startsWith("error: Dataflow could not be validated.\n"), said.err());
    assertTrue(said.err().contains("Could not find source path `./no-such-program`"), said.err());
    assertEquals("a: DEBUG    building node\nb: DEBUG    building node\n", said.out());
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
    Result said = dora.run("run", file).exits(0);
    assertEquals(
        "warning: `deploy` is ignored by `dora run`: all nodes run on this machine, `a`, `b` too\n",
        said.err());
  }

  @Test
  void stopAfterEndsWhatDoesNotEndByItself() throws IOException {
    // It reads no events, so only the end of its grace would end it; SIGTERM does.
    String file = flow("nodes: [{id: s, path: sleep, args: '0.3'}]");
    dora.run("run", file, "--stop-after", "100ms").exits(0);
  }

  @Test
  void variablesOfTheCommandLineReachTheNodesExactly() throws IOException {
    String file = flow("nodes: [{id: e, path: shell, args: 'echo \"<$WORD>\"'}]");
    Result said = dora.run("run", file, "--allow-shell-nodes", "--env", "WORD=1.10 $HOME").exits(0);
    assertTrue(said.out().contains("<1.10 $HOME>"), said.out());
  }

  @Test
  void variablesThatNoNodeGetsAreWarnedOf() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, env: {LD_PRELOAD: a}}]");
    Result said = dora.run("run", file, "--env", "DORA_NODE_CONFIG=b").exits(0);
    assertTrue(
        said.err()
            .startsWith(
                "warning: " + file + ":1:35: skipping denied environment variable \"LD_PRELOAD\" "),
        said.err());
    assertTrue(
        said.err().contains("\nwarning: --env: ignoring \"DORA_NODE_CONFIG\" from"), said.err());
  }

  @Test
  void anOptionWithAnOptionalValueDoesNotSwallowTheFile() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    dora.run("run", "--exit-when-nodes-finish", file).exits(0);
    dora.run("run", "--exit-when-nodes-finish=false", file).exits(0);
    dora.run("run", "--exit-when-nodes-finish=maybe", file).exits(2);
  }

  @Test
  void theLogCanBeReadByPrograms() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    Result said = dora.run("run", file, "--log-format", "json", "--log-level", "stdout").exits(0);
    assertTrue(
        said.out()
            .lines()
            .map(LogMessage::fromJson)
            .anyMatch(record -> record.message().equals("hi")),
        said.out());
    assertEquals("e: DEBUG    building node\n", said.err());
  }

  @Test
  void linesBelowTheLevelAreNotShown() throws IOException {
    String file = flow("nodes: [{id: e, path: echo, args: hi}]");
    Result said = dora.run("run", file, "--log-level", "info").exits(0);
    assertFalse(
        said.out().contains("stdout e: hi") || said.out().contains("spawned node with pid"),
        said.out());
    assertTrue(said.out().contains("e finished successfully"), said.out());
    said = dora.run("run", file, "--log-level", "error", "--log-filter", "e=stdout").exits(0);
    assertTrue(said.out().contains("stdout e: hi"), said.out());
  }

  @Test
  void wrongOptionsAreUsageErrors() throws IOException {
    String file = flow("nodes: []");
    Result said = dora.run("run", file, "--log-level", "loud").exits(2);
    assertTrue(said.err().contains("'loud'") && said.err().contains("--log-level"), said.err());
    said = dora.run("run", file, "--log-format", "xml").exits(2);
    assertTrue(said.err().contains("'xml'") && said.err().contains("--log-format"), said.err());
    dora.run("run", file, "--stop-after", "-5s").exits(2);
    dora.run("run").exits(2);
  }

  @Test
  void optionsAreCheckedBeforeAnythingIsBuilt() throws IOException {
    String file = flow("nodes: [{id: a, path: echo, build: echo built}]");
    Result said = dora.run("run", file, "--log-filter", "a=loud").exits(1);
    assertTrue(said.err().contains("invalid log level: 'loud'"), said.err());
    assertEquals("", said.out());
    said = dora.run("run", file, "--hub-override", "cam").exits(1);
    assertTrue(said.err().contains("invalid --hub-override `cam`"), said.err());
    assertEquals("", said.out());
    said = dora.run("run", file, "--locked", "--write-lockfile").exits(2);
    assertTrue(
        said.err().contains("'--locked' cannot be used with '--write-lockfile'"), said.err());
    assertEquals("", said.out());
  }

  @Test
  void anEnvironmentOptionNeedsAKey() throws IOException {
    Result said = dora.run("run", flow("nodes: []"), "--env", "novalue").exits(1);
    assertTrue(said.err().contains("invalid --env `novalue`: expected KEY=VALUE"), said.err());
  }
}
