package org.dora.daemon.dataflow;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.schedule.Deadlines;
import org.jspecify.annotations.Nullable;

/** What the parts of one dataflow share: its nodes, its live graph, and how far it has come. */
final class DataflowState {
  final UUID id;
  final DataflowSpec spec;
  final DaemonContext daemon;
  final Nodes nodes = new Nodes();
  final Routes routes = new Routes();
  final FaultCounters faults = new FaultCounters();
  final OutputTraffic traffic = new OutputTraffic();

  /** Lives of nodes that have not ended, by generation. */
  private final Map<Integer, Incarnation> incarnations = new HashMap<>();

  private int lastGeneration;
  boolean stopping;
  boolean finished;

  DataflowState(DataflowSpec spec, DaemonContext daemon) {
    this.id = spec.id();
    this.spec = spec;
    this.daemon = daemon;
    for (ResolvedNode resolved : spec.context().resolved().nodes().values()) {
      DataflowNode node = newNode(resolved);
      nodes.put(node);
      routes.add(node);
    }
  }

  DataflowNode newNode(ResolvedNode resolved) {
    NodeLog log =
        daemon
            .log()
            .node(
                id,
                resolved.id(),
                spec.context().workingDirectory(resolved.descriptor()),
                resolved.descriptor().logging());
    return new DataflowNode(resolved, log);
  }

  HybridLogicalClock clock() {
    return daemon.clock();
  }

  Deadlines deadlines() {
    return daemon.deadlines();
  }

  /** Returns whether open timers and logs keep a node from being drained. */
  boolean endlessInputsCount() {
    return !Boolean.TRUE.equals(spec.descriptor().exitWhenNodesFinish());
  }

  boolean isDrained(DataflowNode node) {
    return node.inputs.isDrained(endlessInputsCount());
  }

  /** Begins another life of a node. */
  Incarnation incarnate(DataflowNode node) {
    Incarnation incarnation = new Incarnation(node, ++lastGeneration, deadlines().now());
    incarnations.put(incarnation.generation, incarnation);
    node.state = new NodeState.Running(incarnation);
    return incarnation;
  }

  /** Returns a life that has not ended, or null. */
  @Nullable Incarnation incarnation(int generation) {
    return incarnations.get(generation);
  }

  /** Ends a life; what comes of it later is ignored. */
  void forget(Incarnation incarnation) {
    incarnations.remove(incarnation.generation);
  }

  /** Returns the member of an id, or null if it has left. */
  @Nullable DataflowNode find(NodeId node) {
    return nodes.find(node);
  }

  /** Puts an event that must not be lost into a node's queue, if it has one. */
  void tell(DataflowNode node, NodeEvent event) {
    if (node.events() != null) {
      node.events().putControl(stamped(event));
    }
  }

  Timestamped<NodeEvent> stamped(NodeEvent event) {
    return new Timestamped<>(event, clock().now());
  }
}
