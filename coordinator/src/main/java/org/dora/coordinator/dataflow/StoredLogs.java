package org.dora.coordinator.dataflow;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.id.DaemonId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.dora.common.message.Bytes;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.DaemonAnswer;
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
   * @return lines of JSON, or a {@link LogPart} if a section of them is asked for
   */
  public CompletableFuture<Bytes> read(ControlRequest.Logs request) {
    DataflowRun run = find(request.uuid(), request.name());
    NodeId node = nodeId(request.node());
    LogSection section = request.section();
    return daemonOf(run, node)
        .askForLog(new DaemonCommand.Logs(run.id(), node, request.tail(), section))
        .thenApply(answer ->
            switch (answer) {
              case DaemonAnswer.PartOfLog(Bytes part) -> part;
              case DaemonAnswer.Reply(DaemonCommandReply.Logs(StoredLog log)) -> {
                Bytes lines = lines(log);
                yield section == null ? lines : new LogPart("", lines).toBytes();
              }
              case DaemonAnswer.Reply(DaemonCommandReply reply) ->
                  throw new RefusedException("unexpected reply " + reply);
            });
  }

  private static Bytes lines(StoredLog log) {
    return switch (log) {
      case StoredLog.Content(Bytes lines) -> lines;
      case StoredLog.Unavailable(String reason) -> throw new RefusedException(reason);
    };
  }

  private ConnectedDaemon daemonOf(DataflowRun run, NodeId node) {
    DaemonId daemon = run.nodes().daemonOf(node);
    if (daemon == null) {
      throw new RefusedException(
          "node `%s` is not part of %s dataflow `%s`"
              .formatted(node, run.hasEnded() ? "finished" : "running", run.id()));
    }
    return connected(daemon);
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
