package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;

/**
 * Brings a dataflow from its nodes' preparation to the moment when all of them are ready
 * (daemon.md, sections 1.1 and 1.5).
 */
final class Startup {
  private final DataflowState state;
  private final NodeLifecycle lifecycle;
  private final StartBarrier barrier;
  private final Timers timers;

  Startup(DataflowState state, NodeLifecycle lifecycle, StartBarrier barrier, Timers timers) {
    this.state = state;
    this.lifecycle = lifecycle;
    this.barrier = barrier;
    this.timers = timers;
  }

  /** Starts all nodes, or none if one cannot be started. */
  void prepared(SortedMap<NodeId, NodePreparation> preparations) {
    state.prepared = true;
    preparations.forEach((node, preparation) -> {
      switch (preparation) {
        case NodePreparation.Ready ready -> state.get(node).ready = ready;
        case NodePreparation.Dynamic dynamic -> state.get(node).dynamic = dynamic;
        case NodePreparation.Failed _ -> {}
      }
    });
    Optional<NodeId> culprit =
        preparations.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof NodePreparation.Failed)
            .map(Map.Entry::getKey)
            .findFirst();
    if (culprit.isPresent()) {
      refuseAll(preparations, culprit.get());
    } else if (state.stopping) {
      state.staticNodes().forEach(node -> lifecycle.end(node, null));
    } else {
      state.log("dora daemon", "finished building nodes, spawning...");
      state.staticNodes().forEach(lifecycle::start);
      openIfComplete("all nodes are ready, starting dataflow");
    }
  }

  private void refuseAll(SortedMap<NodeId, NodePreparation> preparations, NodeId culprit) {
    state.stopping = true;
    preparations.forEach((node, preparation) -> {
      switch (preparation) {
        case NodePreparation.Failed(var reason) ->
            lifecycle.end(
                state.get(node), NodeFailures.toSpawn("preparing for spawn failed: " + reason));
        case NodePreparation.Ready _ ->
            lifecycle.end(
                state.get(node),
                new NodeFailure(new NodeFailure.Cascading(culprit), new ExitStatus.Unknown()));
        case NodePreparation.Dynamic _ -> {}
      }
    });
  }

  /**
   * A node has subscribed.
   *
   * @return whether its answer has to wait
   */
  boolean subscribed(DataflowNode node, NodeConnection from) {
    if (!barrier.ready(node.id(), from)) {
      return false;
    }
    node.log.message(INFO, "daemon", "node is ready");
    openIfComplete("all nodes are ready, starting dataflow");
    return true;
  }

  /** A process has exited; its node may come back. */
  void gone(Incarnation incarnation) {
    if (incarnation.isCurrent()) {
      barrier.abandoned(incarnation.node.id());
    }
  }

  /** A node has ended for good. */
  void ended(DataflowNode node) {
    if (barrier.exited(node.id())) {
      node.log.message(WARN, "daemon::pending", "node exited before initializing dora connection");
    }
    openIfComplete("startup barrier completed by a node exit, starting dataflow");
  }

  /** A node is no part of the dataflow any more. */
  void removed(DataflowNode node) {
    barrier.removed(node.id());
    openIfComplete("all nodes are ready after node removal, starting dataflow");
  }

  /** Lets all go that wait for others: the dataflow stops. */
  void dissolve() {
    barrier.dissolve();
  }

  private void openIfComplete(String message) {
    if (barrier.isOpen() || !barrier.isComplete()) {
      return;
    }
    barrier
        .culprit()
        .ifPresent(culprit ->
            barrier
                .waitingNodes()
                .forEach(waiting -> {
                  Incarnation incarnation = state.get(waiting).incarnation();
                  if (incarnation != null) {
                    incarnation.cascadingFrom = culprit;
                  }
                }));
    state.log("daemon", message);
    barrier.release(state.id.toString());
    timers.start();
  }
}
