package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dora.common.id.NodeId;

/** Ends a dataflow: on demand, and when nothing is left of it (daemon.md, sections 8.2 and 8.3). */
final class Finish {
  /** How long the end waits for dynamic nodes that were told to stop. */
  private static final Duration VISITORS_LIMIT = Duration.ofSeconds(1);

  private final DataflowState state;
  private final NodeNotices notices;
  private final NodeLifecycle lifecycle;
  private final Startup startup;
  private final Consumer<DataflowResult> finished;

  /** Whether only dynamic nodes are left, which were told to stop. */
  private boolean leaving;

  Finish(
      DataflowState state,
      NodeNotices notices,
      NodeLifecycle lifecycle,
      Startup startup,
      Consumer<DataflowResult> finished) {
    this.state = state;
    this.notices = notices;
    this.lifecycle = lifecycle;
    this.startup = startup;
    this.finished = finished;
  }

  /** Tells all nodes to stop, and those that do not within the grace by signals. */
  void stop(Duration grace) {
    if (state.stopping || state.finished) {
      return;
    }
    StopLadder.raise(state.deadlines(), tellAll(), grace);
    state.nodes.forEach(lifecycle::cancelRestart);
    ifDone();
  }

  /** Kills all processes at once, whether they were told to stop before or not. */
  void kill() {
    if (state.finished) {
      return;
    }
    List<Incarnation> running = tellAll();
    for (DataflowNode other : state.nodes.others()) {
      Incarnation incarnation = other.incarnation();
      if (incarnation != null) {
        running.add(incarnation);
      }
    }
    running.forEach(Incarnation::kill);
    state.nodes.forEach(lifecycle::cancelRestart);
    ifDone();
  }

  private List<Incarnation> tellAll() {
    state.stopping = true;
    List<Incarnation> running = new ArrayList<>();
    for (DataflowNode node : state.nodes) {
      node.stopRequested = true;
      Incarnation incarnation = node.incarnation();
      if (incarnation != null) {
        notices.stop(incarnation);
        running.add(incarnation);
      }
    }
    startup.dissolve();
    return running;
  }

  /**
   * Finishes the dataflow when no process is left; dynamic nodes get a moment to leave. One that
   * has only dynamic nodes goes on until it is stopped.
   */
  void ifDone() {
    List<DataflowNode> processes = state.staticNodes();
    boolean endless =
        processes.isEmpty() && !state.stopping && (state.hasChanged || !state.nodes.isEmpty());
    if (state.finished
        || !state.prepared
        || endless
        || !processes.stream().allMatch(DataflowNode::hasEnded)
        || !state.nodes.others().isEmpty()) {
      return;
    }
    List<Incarnation> visitors =
        state.nodes.all().stream().map(DataflowNode::incarnation).filter(Objects::nonNull).toList();
    if (visitors.isEmpty()) {
      finish();
    } else if (!leaving) {
      leaving = true;
      state.stopping = true;
      visitors.forEach(notices::stop);
      state.deadlines().after(VISITORS_LIMIT, this::finish);
    }
  }

  private void finish() {
    if (state.finished) {
      return;
    }
    state.finished = true;
    state.log("daemon", "dataflow finished on machine `" + state.daemon.id() + "`");
    SortedMap<NodeId, NodeResult> results = new TreeMap<>();
    state.nodes.forEach(node -> {
      if (node.state instanceof NodeState.Ended(NodeResult result)) {
        results.put(node.id(), result);
      }
      node.closeListener();
    });
    finished.accept(new DataflowResult(state.id, results));
  }
}
