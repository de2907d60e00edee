package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.List;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Stops and restarts single nodes on demand (daemon.md, sections 8.2 and 10.1). */
final class SingleNodes {
  private final DataflowState state;
  private final NodeNotices notices;
  private final NodeLifecycle lifecycle;

  SingleNodes(DataflowState state, NodeNotices notices, NodeLifecycle lifecycle) {
    this.state = state;
    this.notices = notices;
    this.lifecycle = lifecycle;
  }

  /**
   * Begins to stop a node for good.
   *
   * @param grace until it is sent SIGTERM; null for the usual one
   * @throws CommandRefusedException if it does not run
   */
  void stop(NodeId id, @Nullable Duration grace) {
    stop(running(id), grace);
  }

  /** Begins to stop a node for good, wherever it is in its life. */
  void stop(DataflowNode node, @Nullable Duration grace) {
    node.stopRequested = true;
    Incarnation incarnation = node.incarnation();
    if (incarnation == null) {
      lifecycle.cancelRestart(node);
    } else {
      incarnation.restartRequested = false;
      end(incarnation, grace == null ? StopLadder.STOP_GRACE : grace);
    }
  }

  /**
   * Begins to stop a node so that it starts again.
   *
   * @param grace until it is sent SIGTERM; null for the usual one
   * @throws CommandRefusedException if there is nothing to restart
   */
  void restart(NodeId id, @Nullable Duration grace) {
    DataflowNode node = running(id);
    Incarnation incarnation = node.incarnation();
    if (incarnation == null || incarnation.exit != null || node.isDynamic()) {
      throw new CommandRefusedException(
          "node `"
              + id
              + "` is not in a restartable state (process slot is empty; the node is between"
              + " restarts or has already exited terminally)");
    }
    node.stopRequested = false;
    incarnation.restartRequested = true;
    end(incarnation, grace == null ? StopLadder.RESTART_GRACE : grace);
  }

  private void end(Incarnation incarnation, Duration grace) {
    notices.stop(incarnation);
    StopLadder.raise(state.deadlines(), List.of(incarnation), grace);
  }

  private DataflowNode running(NodeId id) {
    DataflowNode node = state.find(id);
    if (node == null || node.hasEnded()) {
      throw new CommandRefusedException("node `" + id + "` not found in running dataflow");
    }
    return node;
  }
}
