package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.DEBUG;
import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/**
 * Leads each node from its start to its end: begins its lives, ends them, and decides whether
 * another one follows (daemon.md, section 10.1).
 */
final class NodeLifecycle {
  /** How long the end of a process waits for the end of its connections. */
  private static final Duration CONNECTIONS_LIMIT = Duration.ofSeconds(1);

  /** Who has to do something when a node starts and ends. */
  interface Watcher {
    /** Starts a node's process; what becomes of it is told with the incarnation's generation. */
    void start(Incarnation incarnation);

    /** Returns whether something that this process sent waits for a reader. */
    boolean holdsMessagesOf(Incarnation incarnation);

    /** A process has exited; what it sent before may still have to be handled. */
    void gone(Incarnation incarnation);

    /**
     * A process has exited and is dealt with; the node's state says whether another one follows.
     */
    void exited(DataflowNode node);

    /** A process has exited that was no part of the dataflow any more. */
    void departed(DataflowNode node);
  }

  private final DataflowState state;
  private final NodeNotices notices;
  private final ClosingOutputs closing;
  private final Watcher watcher;

  NodeLifecycle(DataflowState state, NodeNotices notices, ClosingOutputs closing, Watcher watcher) {
    this.state = state;
    this.notices = notices;
    this.closing = closing;
    this.watcher = watcher;
  }

  /** Starts a prepared node for the first time. */
  void start(DataflowNode node) {
    node.restarts.begin(state.deadlines().now());
    watcher.start(state.incarnate(node));
  }

  /** A process could not be started. */
  void startFailed(Incarnation incarnation, String reason) {
    state.forget(incarnation);
    if (incarnation.node.departed) {
      watcher.departed(incarnation.node);
    } else {
      end(incarnation.node, NodeFailures.toSpawn("spawn failed: " + reason));
    }
  }

  /** A process has exited. */
  void exited(Incarnation incarnation, NodeExit exit) {
    incarnation.exit = exit;
    incarnation.dropEvents();
    watcher.gone(incarnation);
    state
        .deadlines()
        .after(
            CONNECTIONS_LIMIT,
            () -> {
              incarnation.connections.clear();
              complete(incarnation);
            });
    complete(incarnation);
  }

  /**
   * Ends a life whose process has exited, once all that it sent before has been handled: its
   * connections have ended too - a grandchild may hold them open, so they are waited for only
   * briefly - and no message of it waits for a reader.
   */
  void complete(Incarnation incarnation) {
    if (incarnation.node.isDynamic()) {
      completeVisit(incarnation);
      return;
    }
    NodeExit exit = incarnation.exit;
    if (exit == null
        || state.incarnation(incarnation.generation) == null
        || !incarnation.connections.isEmpty()
        || watcher.holdsMessagesOf(incarnation)) {
      return;
    }
    state.forget(incarnation);
    DataflowNode node = incarnation.node;
    if (node.departed) {
      watcher.departed(node);
      return;
    }
    Duration delay = delayBeforeRestart(incarnation, exit.status());
    node.log.message(
        DEBUG,
        "daemon",
        "handling node stop with exit status %s (restart: %s, restart_count: %d)"
            .formatted(ExitClassifier.debugText(exit.status()), delay != null, node.restartCount));
    if (delay == null) {
      end(node, ExitClassifier.failure(incarnation, exit));
    } else {
      restartAfter(delay, incarnation, exit);
    }
  }

  /**
   * Ends the visit of a dynamic node when all its connections are gone. One that waits for events
   * does not notice that its node is gone; it is let go when it is the only one left.
   */
  private void completeVisit(Incarnation visit) {
    if (state.incarnation(visit.generation) == null || watcher.holdsMessagesOf(visit)) {
      return;
    }
    if (!visit.connections.isEmpty()) {
      if (visit.connections.stream().allMatch(NodeConnection::isPolling)) {
        visit.dropEvents();
      }
      return;
    }
    state.forget(visit);
    visit.dropEvents();
    DataflowNode node = visit.node;
    if (node.departed) {
      watcher.departed(node);
      return;
    }
    node.state = new NodeState.Preparing();
    node.log.message(INFO, "daemon", "dynamic node has left");
    closing.closeAll(node);
    watcher.exited(node);
  }

  private @Nullable Duration delayBeforeRestart(Incarnation incarnation, ExitStatus status) {
    DataflowNode node = incarnation.node;
    if (node.stopRequested) {
      return null;
    }
    if (incarnation.restartRequested) {
      return Duration.ZERO;
    }
    if (!node.restarts.wants(status)) {
      return null;
    }
    if (state.isDrained(node)) {
      node.log.message(INFO, "daemon", "not restarting node because all inputs are already closed");
      return null;
    }
    Duration delay = node.restarts.take(state.deadlines().now());
    if (delay == null) {
      node.log.message(
          INFO, "daemon", "max restarts (%d) exceeded, giving up".formatted(node.restarts.most()));
    }
    return delay;
  }

  private void restartAfter(Duration delay, Incarnation incarnation, NodeExit exit) {
    DataflowNode node = incarnation.node;
    NodeFailure failure = ExitClassifier.failure(incarnation, exit);
    NodeFailures.report(node, failure);
    node.log.message(
        INFO, "daemon", "node will be restarted (attempt %d)".formatted(node.restartCount + 1));
    if (!delay.isZero()) {
      node.log.message(
          INFO,
          "daemon",
          "waiting %s before restart (attempt %d)"
              .formatted(RustDuration.text(delay), node.restartCount + 1));
    }
    node.state =
        new NodeState.WaitingForRestart(
            failure,
            state
                .deadlines()
                .after(delay, () -> restart(node, failure, incarnation.restartRequested)));
    notices.nodeRestarted(node);
    closing.exited();
    watcher.exited(node);
  }

  private void restart(DataflowNode node, @Nullable NodeFailure failure, boolean requested) {
    if (state.isDrained(node) && !requested) {
      node.log.message(INFO, "daemon", "restart cancelled: inputs closed before respawn");
      end(node, failure);
      return;
    }
    node.restartCount++;
    state.faults.restarts++;
    boolean expected = requested || failure == null;
    node.log.message(
        expected ? INFO : WARN,
        "daemon",
        "restarting node %s (attempt %d)"
            .formatted(reason(failure == null, requested), node.restartCount));
    NodePreparation.Ready ready = Objects.requireNonNull(node.ready);
    node.ready =
        new NodePreparation.Ready(
            ready.listener(), ready.node().withRestartCount(node.restartCount));
    watcher.start(state.incarnate(node));
  }

  private static String reason(boolean success, boolean requested) {
    if (requested) {
      return "as requested";
    }
    return success ? "after successful exit" : "after failure";
  }

  /** Ends a node that has no process and is no part of the dataflow any more. */
  void abandon(DataflowNode node) {
    if (node.state instanceof NodeState.WaitingForRestart(_, var start)) {
      start.cancel();
    }
    if (!node.hasEnded()) {
      node.state = new NodeState.Ended(new NodeResult(Instant.now(), null));
    }
  }

  /** Starts no node again that waits for it: it was told to stop. */
  void cancelRestart(DataflowNode node) {
    if (node.state instanceof NodeState.WaitingForRestart(var failure, var start)) {
      start.cancel();
      end(node, failure);
    }
  }

  /** Ends a node for good. */
  void end(DataflowNode node, @Nullable NodeFailure failure) {
    boolean exited = node.state instanceof NodeState.Running;
    node.state = new NodeState.Ended(new NodeResult(Instant.now(), failure));
    if (exited) {
      NodeFailures.report(node, failure);
    }
    if (failure != null) {
      notices.nodeFailed(node, failure.text());
    }
    closing.closeAll(node);
    closing.exited();
    node.log.finished();
    watcher.exited(node);
  }
}
