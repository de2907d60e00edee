package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.dora.interop.peers.WarmExecutable;

/** A coordinator, a daemon and a CLI, each ours or the released one, on a port of their own. */
final class MixedCluster implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Whose program a part is. */
  enum Side {
    RELEASED,
    OURS;

    Path dora() {
      return this == OURS ? WarmExecutable.dora() : ReleasedPeers.dora();
    }
  }

  private final List<RunningCommand> commands = new ArrayList<>();
  private final Path folder;
  private final Side cli;
  private final String port = Integer.toString(freePort());

  /**
   * @param folder where dataflows lie; the home of all three
   * @param options further ones of the daemon
   */
  MixedCluster(Path folder, Side cli, Side coordinator, Side daemon, String... options)
      throws IOException {
    this(folder, cli, coordinator, daemon, Map.of(), options);
  }

  /**
   * @param servers further variables of coordinator and daemon
   */
  MixedCluster(
      Path folder,
      Side cli,
      Side coordinator,
      Side daemon,
      Map<String, String> servers,
      String... options)
      throws IOException {
    this.folder = folder;
    this.cli = cli;
    start(coordinator, servers, "coordinator", "--port", port, "--store", "memory")
        .awaitLines(coordinator == Side.OURS ? "Listening on port" : "listening on port");
    List<String> words =
        new ArrayList<>(
            List.of(
                "daemon",
                "--coordinator-port",
                port,
                "--local-listen-port",
                Integer.toString(freePort()),
                "--zenoh-no-multicast"));
    words.addAll(List.of(options));
    start(daemon, servers, words.toArray(String[]::new));
    awaitDaemon();
  }

  /** The daemon is there when the CLI says so. */
  private void awaitDaemon() {
    long end = System.nanoTime() + LIMIT.toNanos();
    Program.Outcome status = run("status");
    while (status.exitCode() != 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no daemon: " + status);
      }
      status = run("status");
    }
  }

  private RunningCommand start(Side side, Map<String, String> variables, String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment());
    all.putAll(variables);
    RunningCommand started = RunningCommand.start(folder, all, side.dora(), arguments);
    commands.add(started);
    return started;
  }

  /** Starts a command of the CLI that runs beside the test. */
  RunningCommand begin(String... arguments) throws IOException {
    return start(cli, Map.of(), arguments);
  }

  /** Runs a command of the CLI to its end. */
  Program.Outcome run(String... arguments) {
    return run(cli, arguments);
  }

  /** Runs a command of either CLI to its end. */
  Program.Outcome run(Side program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.dora().toString()));
    command.addAll(List.of(arguments));
    return execute(command.toArray(String[]::new));
  }

  /** Runs any program in the folder and the environment of the CLI to its end. */
  Program.Outcome execute(String... command) {
    return new Program(List.of(command), folder, environment()).run(LIMIT);
  }

  /** Returns the coordinator's port. */
  int port() {
    return Integer.parseInt(port);
  }

  /** Runs a command that has to succeed, and returns what it printed on stdout. */
  String succeed(String... arguments) {
    Program.Outcome outcome = run(arguments);
    assertEquals(0, outcome.exitCode(), () -> List.of(arguments) + ": " + outcome);
    return outcome.stdout();
  }

  private Map<String, String> environment() {
    return Map.of(
        "DORA_COORDINATOR_PORT",
        port,
        "HOME",
        folder.toString(),
        "XDG_CONFIG_HOME",
        folder.resolve("config").toString(),
        "XDG_STATE_HOME",
        folder.resolve("state").toString(),
        "NO_COLOR",
        "1",
        "PATH",
        ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what a test's dataflows need. */
  static void copyFiles(Path folder) throws IOException {
    for (String file : List.of("steady.yml", "failing.yml", "source.py", "sink.py", "broken.py")) {
      Files.copy(Path.of("src/test/resources/matrix", file), folder.resolve(file));
    }
  }

  /** Ends everything, the last one first. */
  @Override
  public void close() {
    commands.reversed().forEach(RunningCommand::close);
  }
}
