package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.up.UpCommand;
import org.dora.coordinator.store.SqliteStore;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.WarmExecutable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code dora up} with what it starts, ours or the released program. */
class UpTest {
  @TempDir private Path folder;

  @Test
  void whatIsMissingIsStartedOnceAndDownEndsIt() throws Exception {
    Map<String, String> environment = environment();
    try {
      String first = up(environment, ReleasedPeers.dora().toString());
      assertTrue(first.contains("started dora coordinator on 127.0.0.1:"), first);
      assertTrue(first.contains("\nstarted dora daemon\n"), first);
      Path logs = folder.resolve("state/dora").resolve(environment.get("DORA_COORDINATOR_PORT"));
      assertTrue(first.contains("  log: " + logs.resolve("daemon.log")), first);
      assertTrue(Files.exists(logs.resolve("coordinator.log")));
      assertEquals(
          "coordinator already running on 127.0.0.1:"
              + environment.get("DORA_COORDINATOR_PORT")
              + "\ndaemon already running\n",
          up(environment, "/bin/false"));
    } finally {
      Program.Outcome down = dora(environment, "down");
      assertEquals(0, down.exitCode(), down::toString);
    }
    assertEquals(1, dora(environment, "list").exitCode());
    assertFalse(Files.exists(folder.resolve("out")), "the folder of the caller stays clean");
  }

  @Test
  void aCoordinatorThatEndsAtOnceIsToldWithWhatItSaid() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho no $1; exit 3\n");
    assertTrue(broken.toFile().setExecutable(true));
    CliException failure =
        assertThrows(CliException.class, () -> up(environment(), broken.toString()));
    assertEquals(
        "coordinator exited before it became ready: exited with code 3\n\nno coordinator",
        failure.getMessage());
  }

  @Test
  void aPortInOtherHandsIsLeftAlone() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = environment();
      environment.put("DORA_COORDINATOR_PORT", Integer.toString(other.getLocalPort()));
      CliException failure = assertThrows(CliException.class, () -> up(environment, "/bin/false"));
      assertTrue(failure.getMessage().contains("something listens there"), failure.getMessage());
    }
  }

  @Test
  void aStoreIsSetAsideBeforeTheCoordinatorMakesAnother() throws Exception {
    Map<String, String> environment = environment();
    Path store =
        folder
            .resolve("state/dora")
            .resolve(environment.get("DORA_COORDINATOR_PORT"))
            .resolve("coordinator.sqlite");
    SqliteStore.open(store, false, folder.resolve("libraries")).close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UpCommand up = new UpCommand(console(out), environment, List.of("/bin/false"));
    int exitCode =
        new CommandLine(up)
            .setExecutionExceptionHandler((_, _, _) -> CliException.FAILURE)
            .execute("--recreate-store");
    assertEquals(CliException.FAILURE, exitCode);
    assertEquals(
        "archived coordinator store `" + store + "` as `" + store + ".backup`\n",
        out.toString(StandardCharsets.UTF_8));
    assertTrue(Files.exists(Path.of(store + ".backup")));
  }

  @Test
  void twoAtOnceStartOneCoordinatorAndADaemonThatLosesItIsWaitedFor() throws Exception {
    Map<String, String> environment = environment();
    String port = environment.get("DORA_COORDINATOR_PORT");
    try {
      CompletableFuture<Program.Outcome> one =
          CompletableFuture.supplyAsync(() -> dora(environment, "up"));
      Program.Outcome other = dora(environment, "up");
      assertEquals(
          Set.of(true, false),
          Set.of(startsCoordinator(one.join()), startsCoordinator(other)),
          () -> one.join() + "\n" + other);

      ProcessHandle.allProcesses()
          .filter(
              it -> it.info().commandLine().orElse("").contains("Dora coordinator --port " + port))
          .findFirst()
          .orElseThrow()
          .destroyForcibly();
      Program.Outcome again = dora(environment, "up");
      assertTrue(startsCoordinator(again), again::toString);
      assertTrue(again.stdout().endsWith("\ndaemon already running\n"), again::toString);
    } finally {
      assertEquals(0, dora(environment, "down").exitCode());
    }
  }

  private static boolean startsCoordinator(Program.Outcome up) {
    assertEquals(0, up.exitCode(), up::toString);
    return up.stdout().startsWith("started dora coordinator on ");
  }

  private static String up(Map<String, String> environment, String program) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new UpCommand(console(out), environment, List.of(program)).call();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Console console(ByteArrayOutputStream out) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Console(stream, stream, false, false, false, false);
  }

  private Program.Outcome dora(Map<String, String> environment, String command) {
    return new Program(List.of(WarmExecutable.dora().toString(), command), folder, environment)
        .run(Duration.ofSeconds(60));
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("DORA_COORDINATOR_PORT", Integer.toString(freePort()));
    environment.put("DORA_DAEMON_LOCAL_LISTEN_PORT", Integer.toString(freePort()));
    environment.put("HOME", folder.toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    environment.put("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
    return environment;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
