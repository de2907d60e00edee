package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.jspecify.annotations.Nullable;

/**
 * Restarts, stops and reloads single nodes. The futures complete when the daemon has begun, not
 * when it is done. Confined to the conductor.
 */
public final class NodeCommands {
  private final Dataflows dataflows;

  /**
   * @param dataflows whose nodes these are
   */
  public NodeCommands(Dataflows dataflows) {
    this.dataflows = dataflows;
  }

  /** Starts a node anew. */
  public CompletableFuture<Void> restart(UUID dataflow, NodeId node, @Nullable Duration grace) {
    return change(
        dataflow,
        node,
        new DaemonCommand.RestartNode(dataflow, node, grace),
        reply ->
            reply instanceof DaemonCommandReply.RestartNodeResult(var outcome) ? outcome : null,
        nodes -> nodes.restart(node));
  }

  /** Stops a node, which then stays stopped when its daemon starts again what was lost. */
  public CompletableFuture<Void> stop(UUID dataflow, NodeId node, @Nullable Duration grace) {
    return change(
        dataflow,
        node,
        new DaemonCommand.StopNode(dataflow, node, grace),
        reply -> reply instanceof DaemonCommandReply.StopNodeResult(var outcome) ? outcome : null,
        nodes -> nodes.stop(node));
  }

  /** Notes what a node is to do, once its daemon has confirmed it. */
  private CompletableFuture<Void> change(
      UUID dataflow,
      NodeId node,
      DaemonCommand command,
      Function<DaemonCommandReply, @Nullable Outcome<String>> confirmation,
      Consumer<NodeTable> note) {
    DataflowRun run = run(dataflow);
    return owner(run, node)
        .order(command, confirmation)
        .thenCompose(_ -> {
          note.accept(run.nodes());
          return dataflows.records().saveGraph(run);
        });
  }

  /** Has an operator's source read again. All daemons of the dataflow are told. */
  public CompletableFuture<Void> reload(UUID dataflow, NodeId node, @Nullable OperatorId operator) {
    DataflowRun run = run(dataflow);
    List<CompletableFuture<?>> told = new ArrayList<>();
    for (DaemonId id : run.daemons()) {
      told.add(
          dataflows
              .connected(id)
              .order(
                  new DaemonCommand.ReloadDataflow(dataflow, node, operator),
                  reply ->
                      reply instanceof DaemonCommandReply.ReloadResult(var outcome)
                          ? outcome
                          : null));
    }
    return Starts.all(told);
  }

  private DataflowRun run(UUID dataflow) {
    return dataflows.running(dataflow, "No running dataflow found with UUID `" + dataflow + "`");
  }

  private ConnectedDaemon owner(DataflowRun run, NodeId node) {
    DaemonId daemon = run.nodes().daemonOf(node);
    if (daemon == null) {
      throw new RefusedException("node `%s` not found in dataflow `%s`".formatted(node, run.id()));
    }
    return dataflows.connected(daemon);
  }
}
