package org.dora.interop.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.interop.peers.FreePort;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;

/** A released coordinator and a released daemon on ports of their own, until closed. */
final class ReleasedCluster implements AutoCloseable {
  private final List<RunningCommand> commands = new ArrayList<>();
  private final Path folder;
  private final String port = Integer.toString(FreePort.find());

  /**
   * @param folder where dataflows lie, and the cluster's own files
   * @param dynamicPort where the daemon listens for dynamic nodes
   */
  ReleasedCluster(Path folder, int dynamicPort) throws IOException {
    this.folder = folder;
    dora("coordinator", "--port", port, "--store", "memory").awaitLines("listening on port");
    dora(
            "daemon",
            "--coordinator-port",
            port,
            "--local-listen-port",
            Integer.toString(dynamicPort),
            "--zenoh-no-multicast")
        .awaitLines("Connected to dora-coordinator");
  }

  /** Starts a dataflow; its lines are those of the command. */
  RunningCommand start(String dataflow) throws IOException {
    RunningCommand start = dora("start", dataflow, "--coordinator-port", port, "--attach");
    start.awaitLines("dataflow start triggered");
    return start;
  }

  private RunningCommand dora(String... arguments) throws IOException {
    RunningCommand started =
        RunningCommand.start(folder, Map.of(), ReleasedPeers.dora(), arguments);
    commands.add(started);
    return started;
  }

  /** Ends everything, the last one first. */
  @Override
  public void close() {
    commands.reversed().forEach(RunningCommand::close);
  }
}
