package org.dora.interop.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.dora.interop.peers.WarmExecutable;

/** A folder with dataflows, a released coordinator and a daemon of ours on ports of their own. */
final class Machine implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path DATAFLOWS = Path.of("src/test/resources/link");

  private final Path folder;
  private final String port = Integer.toString(freePort());
  private final List<RunningCommand> started = new ArrayList<>();

  /**
   * @param folder gets the dataflows and all that is written
   */
  Machine(Path folder) throws IOException {
    this.folder = folder;
    try (var files = Files.list(DATAFLOWS)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts a coordinator, or its successor on the same port with the same store. */
  RunningCommand coordinator() throws IOException {
    RunningCommand coordinator =
        start(
            ReleasedPeers.dora(),
            "coordinator",
            "--port",
            port,
            "--store",
            "redb:" + folder.resolve("store"));
    coordinator.awaitLines("listening on port");
    return coordinator;
  }

  /** Starts our daemon. */
  RunningCommand daemon(String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("daemon", "--coordinator-port", port, "--local-listen-port", "0"));
    arguments.addAll(List.of(options));
    RunningCommand daemon = start(WarmExecutable.dora(), arguments.toArray(String[]::new));
    daemon.awaitLines("Connected to dora-coordinator");
    return daemon;
  }

  /** Starts the released command line. */
  RunningCommand dora(String command, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(command, "--coordinator-port", port));
    all.addAll(List.of(arguments));
    return start(ReleasedPeers.dora(), all.toArray(String[]::new));
  }

  private RunningCommand start(Path program, String... arguments) throws IOException {
    RunningCommand command = RunningCommand.start(folder, Map.of(), program, arguments);
    started.add(command);
    return command;
  }

  /** Runs the released command line to its end. */
  Program.Outcome run(String... command) {
    List<String> all = new ArrayList<>(List.of(ReleasedPeers.dora().toString()));
    all.addAll(List.of(command));
    return Program.of(folder, all.toArray(String[]::new))
        .with(Map.of("DORA_COORDINATOR_PORT", port, "HOME", folder.toString(), "NO_COLOR", "1"))
        .run(LIMIT);
  }

  @Override
  public void close() {
    started.reversed().forEach(RunningCommand::close);
  }
}
