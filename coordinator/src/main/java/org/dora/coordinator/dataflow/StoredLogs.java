package org.dora.coordinator.dataflow;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.id.DaemonId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.jspecify.annotations.Nullable;

/** Gets nodes' log files from their daemons (control-protocol.md, section 18). */
public final class StoredLogs {
  private final Dataflows dataflows;

  /**
   * @param dataflows whose logs these are
   */
  public StoredLogs(Dataflows dataflows) {
    this.dataflows = dataflows;
  }

  /**
   * Reads a node's log file.
   *
   * @param id of the dataflow, or null for the one called {@code name}
   * @param tail how many lines from its end; null or 0 for all
   * @return lines of JSON
   */
  public CompletableFuture<Bytes> read(
      @Nullable UUID id, @Nullable String name, String node, @Nullable Long tail) {
    DataflowRun run = find(id, name);
    NodeId nodeId = nodeId(node);
    DaemonId daemonId = run.nodes().daemonOf(nodeId);
    if (daemonId == null) {
      throw new RefusedException(
          "node `%s` is not part of %s dataflow `%s`"
              .formatted(nodeId, run.hasEnded() ? "finished" : "running", run.id()));
    }
    ConnectedDaemon daemon = connected(daemonId);
    return daemon
        .ask(new DaemonCommand.Logs(run.id(), nodeId, tail))
        .thenApply(reply -> {
          if (!(reply instanceof DaemonCommandReply.Logs(StoredLog log))) {
            throw new RefusedException("unexpected reply " + reply);
          }
          return switch (log) {
            case StoredLog.Content(Bytes lines) -> lines;
            case StoredLog.Unavailable(String reason) -> throw new RefusedException(reason);
          };
        });
  }

  private DataflowRun find(@Nullable UUID id, @Nullable String name) {
    if (id == null && name == null) {
      throw new RefusedException("No uuid");
    }
    Optional<DataflowRun> found =
        Stream.concat(dataflows.running().stream(), dataflows.archived().reversed().stream())
            .filter(run -> id == null ? run.name().equals(name) : run.id().equals(id))
            .findFirst();
    return found.orElseThrow(() ->
        new RefusedException(
            id == null
                ? "no dataflow with name `" + name + "`"
                : "No dataflow found with UUID `" + id + "`"));
  }

  private static NodeId nodeId(String node) {
    try {
      return new NodeId(node);
    } catch (InvalidIdException e) {
      throw new RefusedException("invalid node id `" + node + "`: " + e.getMessage());
    }
  }

  /** After a reconnect a daemon may be known by another id, but its machine is still the same. */
  private ConnectedDaemon connected(DaemonId id) {
    return dataflows
        .context()
        .daemons()
        .find(id)
        .or(() ->
            dataflows.context().daemons().all().stream()
                .filter(it -> Objects.equals(it.id().machineId(), id.machineId()))
                .findFirst())
        .orElseThrow(
            () -> new RefusedException("the daemon `" + id + "` of this node is not connected"));
  }
}
