package org.dora.interop.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while a build command runs. */
@Timeout(120)
class InterruptedBuildTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void theSignalEndsTheBuildAndWhatItRuns() throws IOException, InterruptedException {
    assertEquals(
        0, Program.of(folder, "mkfifo", folder.resolve("pid").toString()).run(LIMIT).exitCode());
    Path _ =
        Files.writeString(
            folder.resolve("flow.yml"),
            "nodes: [{id: a, path: x, build: 'sh -c \"echo $$ > pid; exec sleep 600\"'}]");
    for (String command : List.of("build", "run")) {
      Process dora =
          Program.of(folder, Executable.dora().toString(), command, "flow.yml")
              .start(folder.resolve("out.txt"), folder.resolve("err.txt"));
      try {
        // Blocks until the command is there.
        long sleeping = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        String number = Long.toString(dora.pid());
        assertEquals(0, Program.of(folder, "kill", "-INT", number).run(LIMIT).exitCode());
        assertTrue(dora.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
        String said = Files.readString(folder.resolve("err.txt"));
        assertEquals(130, dora.exitValue(), said);
        assertEquals("error: the build was ended by SIGINT\n", said);
        assertFalse(ProcessHandle.of(sleeping).map(ProcessHandle::isAlive).orElse(false));
      } finally {
        dora.destroyForcibly();
      }
    }
  }
}
