package org.dora.interop.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python nodes with environments of their own, made by the real uv from what it has cached. */
class UvBuildTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path temporary;

  private static Program.Outcome dora(Path dora, Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(dora.toString()));
    command.addAll(Arrays.asList(arguments));
    Path programs = ReleasedPeers.python().getParent();
    return Program.of(folder, command.toArray(String[]::new))
        .with(Map.of("UV_OFFLINE", "1", "PATH", programs + ":" + System.getenv("PATH")))
        .run(LIMIT);
  }

  private Path flow(String name) throws IOException {
    Path folder = Files.createDirectories(temporary.toRealPath().resolve(name));
    Path _ =
        Files.writeString(
            folder.resolve("flow.yml"),
            """
            nodes:
              - {id: installed, path: node.py, build: pip list}
              - {id: plain, path: plain.py}
            """);
    Path _ =
        Files.writeString(
            folder.resolve("node.py"),
            """
            import os, sys
            import dora
            print(os.path.dirname(sys.executable), os.environ.get("VIRTUAL_ENV"))
            """);
    Path _ = Files.writeString(folder.resolve("plain.py"), "print('without an environment')\n");
    return folder;
  }

  @Test
  void aNodeIsRunByTheEnvironmentOfItsBuild() throws IOException {
    Path theirs = flow("theirs");
    Program.Outcome possible = dora(ReleasedPeers.dora(), theirs, "build", "--uv", "flow.yml");
    assumeTrue(
        possible.exitCode() == 0,
        () -> "skipped: uv cannot install dora without a network here: " + possible.stdout());

    Path ours = flow("ours");
    Program.Outcome build = dora(Executable.dora(), ours, "build", "--uv", "flow.yml");
    assertEquals(0, build.exitCode(), build.stdout() + build.stderr());
    assertTrue(build.stdout().contains("installed: stdout   dora-rs 1.1.0"), build.stdout());
    assertEquals(sessionOf(theirs).replace(theirs.toString(), ours.toString()), sessionOf(ours));

    Program.Outcome run = dora(Executable.dora(), ours, "run", "--uv", "flow.yml");
    assertEquals(0, run.exitCode(), run.stdout() + run.stderr());
    String environment = ours.resolve(".dora/python-envs/installed").toString();
    assertTrue(
        run.stdout().contains("installed: " + environment + "/bin " + environment), run.stdout());
    assertTrue(run.stdout().contains("plain: spawner spawning: uv run python -u"), run.stdout());
  }

  private static String sessionOf(Path folder) throws IOException {
    return Files.readString(folder.resolve("out/flow.dora-session.yaml"))
        .replaceAll("_id: [0-9a-f-]{36}", "_id: <UUID>");
  }
}
