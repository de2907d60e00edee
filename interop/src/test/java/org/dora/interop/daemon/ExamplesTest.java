package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    Path python = ReleasedPeers.python();
    Program.Outcome outcome =
        run("python-java", Map.of("PATH", python.getParent() + ":/usr/bin:/bin"));
    assertEquals("", outcome.stderr());
    assertEquals(0, outcome.exitCode());
    assertTrue(
        outcome.stdout().contains("104 messages went from Python through Java to Python"),
        outcome.stdout());
  }

  private Program.Outcome run(String example, Map<String, String> environment) throws IOException {
    try (Stream<Path> files =
        Files.list(Executable.repository().resolve("examples").resolve(example))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return Program.of(folder, Executable.dora().toString(), "run", "dataflow.yml")
        .with(environment)
        .run(Duration.ofMinutes(2));
  }
}
