package org.dora.interop.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.interop.peers.ReleasedPeers;

/** A released coordinator and a released daemon on ports of their own, until closed. */
final class ReleasedCluster implements AutoCloseable {
  private final List<Command> commands = new ArrayList<>();
  private final Path folder;
  private final int coordinatorPort = freePort();
  private final int dynamicPort = freePort();

  /**
   * @param folder where dataflows lie, and the cluster's own files
   */
  ReleasedCluster(Path folder) throws IOException {
    this.folder = folder;
    dora("coordinator", "--port", port(), "--store", "memory").awaitLine("listening on port");
    dora(
            "daemon",
            "--coordinator-port",
            port(),
            "--local-listen-port",
            Integer.toString(dynamicPort),
            "--zenoh-no-multicast")
        .awaitLine("Connected to dora-coordinator");
  }

  /** Returns where the daemon listens for dynamic nodes. */
  int dynamicPort() {
    return dynamicPort;
  }

  /** Starts a dataflow; its lines are those of the command. */
  Command start(String dataflow) throws IOException {
    Command start = dora("start", dataflow, "--coordinator-port", port(), "--attach");
    start.awaitLine("dataflow start triggered");
    return start;
  }

  private String port() {
    return Integer.toString(coordinatorPort);
  }

  private Command dora(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ReleasedPeers.dora().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DORA_"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("NO_COLOR", "1");
    builder.environment().put("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
    Command started = new Command(builder.start());
    commands.add(started);
    return started;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A running command and what it prints. */
  static final class Command {
    private final Process process;
    private final BufferedReader lines;

    private Command(Process process) {
      this.process = process;
      this.lines = process.inputReader();
    }

    /**
     * Reads lines until one holds the text.
     *
     * @throws AssertionError with all of them if there is none
     */
    void awaitLine(String text) throws IOException {
      StringBuilder read = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read.append(line).append('\n');
        if (line.contains(text)) {
          return;
        }
      }
      throw new AssertionError("no `" + text + "` in:\n" + read);
    }
  }

  /** Ends everything, the last one first. */
  @Override
  public void close() {
    for (Command command : commands.reversed()) {
      command.process.descendants().forEach(ProcessHandle::destroyForcibly);
      command.process.destroyForcibly().onExit().join();
    }
  }
}
