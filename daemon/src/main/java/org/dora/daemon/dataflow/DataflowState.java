package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.INFO;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.log.LogFolders;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.spawn.DataflowContext;
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
  final Inspections inspections;

  /** Lives of nodes that have not ended, by generation. */
  private final Map<Integer, Incarnation> incarnations = new HashMap<>();

  private int lastGeneration;

  /** The dataflow with the nodes that it has now. */
  DataflowContext context;

  /** Whether all nodes that it began with were prepared, or could not be. */
  boolean prepared;

  /** Whether nodes have come or gone since the start. */
  boolean hasChanged;

  boolean stopping;
  boolean finished;

  /**
   * @param listener hears what users look at
   */
  DataflowState(DataflowSpec spec, DaemonContext daemon, DataflowListener listener) {
    this.id = spec.id();
    this.inspections = new Inspections(spec.id(), listener);
    this.spec = spec;
    this.daemon = daemon;
    this.context = spec.context();
    for (ResolvedNode resolved : context.resolved().nodes().values()) {
      DataflowNode node = newNode(context, resolved);
      nodes.put(node);
      routes.add(node);
    }
  }

  /** Makes a node, which is no part of the dataflow yet. */
  DataflowNode newNode(DataflowContext within, ResolvedNode resolved) {
    NodeLog log =
        daemon
            .log()
            .node(
                id,
                resolved.id(),
                new LogFolders(within.workingDirectory(resolved.descriptor()), within.directory()),
                resolved.logging(),
                routes.logs);
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

  /** Returns the member of an id that is known to be one. */
  DataflowNode get(NodeId node) {
    return Objects.requireNonNull(
        nodes.find(node), () -> "no node `" + node + "` in this dataflow");
  }

  /** Returns the members that are processes of ours. */
  List<DataflowNode> staticNodes() {
    return nodes.all().stream().filter(node -> !node.isDynamic()).toList();
  }

  /** Returns the processes of nodes, as far as they run. */
  List<Integer> processesOf(Collection<NodeId> ids) {
    List<Integer> processes = new ArrayList<>();
    for (NodeId id : ids) {
      DataflowNode node = find(id);
      Incarnation incarnation = node == null ? null : node.incarnation();
      if (incarnation != null && incarnation.process != null) {
        processes.add(incarnation.process.pid());
      }
    }
    return processes;
  }

  /** Says something about the dataflow to its user. */
  void log(String target, String text) {
    daemon.log().message(id, INFO, target, text);
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
