package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples run as the README says and end by themselves. */
class ExamplesTest {
  @TempDir private Path folder;

  @Test
  void javaNodesOnly() throws IOException {
    Program.Outcome outcome = run("java-dataflow", Map.of());
    assertEquals("", outcome.stderr());
    assertEquals(0, outcome.exitCode());
    assertTrue(outcome.stdout().contains("129 lines drawn"), outcome.stdout());
  }

  @Test
  void releasedPythonNodesAndJavaNodesInOneGraph() throws IOException {
    Program.Outcome outcome = run("python-java", pythonPath());
    assertEquals("", outcome.stderr());
    assertEquals(0, outcome.exitCode());
    assertTrue(
        outcome.stdout().contains("104 messages went from Python through Java to Python"),
        outcome.stdout());
  }

  @Test
  void aService() throws IOException {
    Program.Outcome outcome = run("service", Map.of());
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    assertTrue(outcome.stdout().contains("-> shoulder  -41°, elbow   83°"), outcome.stdout());
    assertTrue(outcome.stdout().contains("-> out of reach"), outcome.stdout());
  }

  @Test
  void anAction() throws IOException {
    Program.Outcome outcome = run("action", Map.of());
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    assertTrue(outcome.stdout().contains("SUCCEEDED on floor 5"), outcome.stdout());
    assertTrue(outcome.stdout().contains("CANCELED on floor"), outcome.stdout());
  }

  @Test
  void aStreamThatIsInterrupted() throws IOException {
    Program.Outcome outcome = run("streaming", Map.of());
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    assertTrue(outcome.stdout().contains("sentence 0, word 0: Once"), outcome.stdout());
    assertTrue(outcome.stdout().contains("sentence 1, word 5: morning. (end)"), outcome.stdout());
    assertFalse(outcome.stdout().contains("listen"), outcome.stdout());
  }

  @Test
  void theJavaNodeRunsUnderTheReleasedDaemonToo() throws IOException {
    copy("python-java");
    Path yaml = folder.resolve("dataflow.yml");
    String dataflow = Files.readString(yaml);
    String ours = "path: " + Executable.dora() + "\n    args: java Bands.java";
    assertTrue(dataflow.contains("path: Bands.java"), dataflow);
    Files.writeString(yaml, dataflow.replace("path: Bands.java", ours));
    Program.Outcome outcome =
        Program.of(folder, ReleasedPeers.dora().toString(), "run", "dataflow.yml")
            .with(pythonPath())
            .run(Duration.ofMinutes(2));
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    assertTrue(
        outcome.stdout().contains("messages went from Python through Java to Python"),
        outcome.stdout());
  }

  @Test
  void javaOperatorsInOneProcess() throws IOException {
    Program.Outcome outcome = run("java-operator", Map.of());
    assertEquals("", outcome.stderr());
    assertEquals(0, outcome.exitCode());
    assertTrue(
        outcome.stdout().contains("4 peaks went through two operators in one process"),
        outcome.stdout());
  }

  @Test
  void anOperatorInC() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "there is no gcc to build it with");
    Program.Outcome outcome = run("c-operator", Map.of());
    assertEquals("", outcome.stderr());
    assertEquals(0, outcome.exitCode());
    assertTrue(outcome.stdout().contains("the sum is 5050"), outcome.stdout());
  }

  private static Map<String, String> pythonPath() {
    return Map.of("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
  }

  private Program.Outcome run(String example, Map<String, String> environment) throws IOException {
    copy(example);
    return Program.of(folder, Executable.dora().toString(), "run", "dataflow.yml")
        .with(environment)
        .run(Duration.ofMinutes(2));
  }

  private void copy(String example) throws IOException {
    try (Stream<Path> files =
        Files.list(Executable.repository().resolve("examples").resolve(example))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
