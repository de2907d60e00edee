package org.dora.daemon.dataflow;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.NodeEvent;

/** Does what is asked of a running dataflow, and says what became of it. */
final class CommandHandler {
  private final DataflowState state;
  private final TopologyChanges topology;
  private final SingleNodes singleNodes;
  private final Parameters parameters;
  private final StartBarrier barrier;
  private final LossyDelivery delivery;

  CommandHandler(
      DataflowState state,
      TopologyChanges topology,
      SingleNodes singleNodes,
      Parameters parameters,
      StartBarrier barrier,
      LossyDelivery delivery) {
    this.state = state;
    this.topology = topology;
    this.singleNodes = singleNodes;
    this.parameters = parameters;
    this.barrier = barrier;
    this.delivery = delivery;
  }

  /** Does what is asked; the result comes at once or, for nodes that have to start, later. */
  void handle(DataflowCommand command, CompletableFuture<Void> result) {
    try {
      switch (command) {
        case DataflowCommand.AddNode(var node, var uv) -> {
          requireStarted();
          topology.add(node, uv, result);
        }
        case DataflowCommand.ReplaceNode(var node, var uv, var grace) -> {
          requireStarted();
          if (barrier.waitsFor(node.id())) {
            throw new CommandRefusedException(
                "node `%s` is still starting (startup barrier); retry once the dataflow is ready"
                    .formatted(node.id()));
          }
          topology.replace(node, uv, grace, result);
        }
        default -> {
          handleAtOnce(command);
          result.complete(null);
        }
      }
    } catch (CommandRefusedException e) {
      result.completeExceptionally(e);
    }
  }

  private void handleAtOnce(DataflowCommand command) {
    switch (command) {
      case DataflowCommand.RemoveNode(var node, var grace) -> {
        requireStarted();
        topology.remove(node, grace);
      }
      case DataflowCommand.Connect edge -> topology.connect(edge);
      case DataflowCommand.Disconnect edge -> topology.disconnect(edge);
      case DataflowCommand.RestartNode(var node, var grace) -> {
        requireStarted();
        singleNodes.restart(node, grace);
      }
      case DataflowCommand.StopNode(var node, var grace) -> {
        requireStarted();
        singleNodes.stop(node, grace);
      }
      case DataflowCommand.SetParam(var node, var key, var value) ->
          parameters.set(node, key, value);
      case DataflowCommand.DeleteParam(var node, var key) -> parameters.delete(node, key);
      case DataflowCommand.Publish(var node, var output, var data, var receivers) ->
          receivers.complete(delivery.publish(node, output, data));
      case DataflowCommand.Inspect order -> InspectionStart.of(state, order);
      case DataflowCommand.EndInspection(var watcher) -> state.inspections.end(watcher);
      case DataflowCommand.EndInspections _ -> state.inspections.endAll();
      case DataflowCommand.Reload(var id, var operator) -> {
        DataflowNode node = state.find(id);
        if (node != null) {
          state.tell(node, new NodeEvent.Reload(operator));
        }
      }
      case DataflowCommand.AddNode _, DataflowCommand.ReplaceNode _ ->
          throw new CommandRefusedException("a node that has to start cannot be caught up with");
    }
  }

  private void requireStarted() {
    if (state.stopping) {
      throw new CommandRefusedException("dataflow `" + state.id + "` is stopping");
    }
    if (!state.prepared) {
      throw new CommandRefusedException(
          "dataflow `" + state.id + "` is still being prepared; retry once its nodes were started");
    }
  }

  /**
   * Does what was missed, in order, up to the first that cannot be done.
   *
   * @return the sequence number of the last that was done; 0 if none was
   */
  long catchUp(List<MissedCommand> missed) {
    long done = 0;
    try {
      for (MissedCommand each : missed) {
        handleAtOnce(each.command());
        done = each.sequence();
      }
    } catch (CommandRefusedException e) {
      state.log(
          "daemon", "state catch-up stops at sequence %d: %s".formatted(done, e.getMessage()));
    }
    return done;
  }

  SortedMap<String, Bytes> parametersOf(NodeId node) {
    return parameters.of(node);
  }
}
