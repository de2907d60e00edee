package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.Remains;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kill of a daemon leaves is gone when the next one has run. */
class CleanUpTest {
  private static final Path FILES = Path.of("src/test/resources/clean-up");

  @TempDir private Path folder;

  @Test
  void theNextRunEndsAndRemovesWhatAKilledOneLeft() throws IOException {
    Path work = Files.createDirectory(folder.resolve("work"));
    for (String file : List.of("protocol_node.py", "wire.py")) {
      Files.copy(Path.of("src/test/resources/nodes", file), work.resolve(file));
    }
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        Files.copy(file, work.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Path runtime = Files.createDirectory(folder.resolve("runtime"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    String mark = UUID.randomUUID().toString();
    Map<String, String> environment =
        Map.of(
            "XDG_RUNTIME_DIR",
            runtime.toString(),
            "TMPDIR",
            temporary.toString(),
            "JAVA_TOOL_OPTIONS",
            "-Djava.io.tmpdir=" + temporary,
            "PYTHONDONTWRITEBYTECODE",
            "1");
    Remains remains = new Remains("MARK=" + mark, List.of(runtime, temporary));

    try (RunningCommand killed =
        RunningCommand.start(
            work, environment, Executable.dora(), "run", "dataflow.yml", "--env", "MARK=" + mark)) {
      killed.awaitLines("the child runs", "the Python sink reads", "the Java sink reads");
      killed.kill();
    }
    List<String> left = remains.processes();
    assertTrue(
        left.stream().anyMatch(process -> process.contains("the child runs")), left::toString);
    assertFalse(remains.find().isEmpty());

    Program.Outcome next =
        Program.of(work, Executable.dora().toString(), "run", "next.yml")
            .with(environment)
            .run(Duration.ofMinutes(1));
    assertEquals(0, next.exitCode(), next::toString);
    assertEquals(List.of(), remains.find());
    assertTrue(
        next.stderr().contains("which a daemon that was killed had left running"), next::toString);
  }
}
