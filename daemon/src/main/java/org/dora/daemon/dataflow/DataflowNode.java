package org.dora.daemon.dataflow;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.connection.NodeEventQueue.InputLoad;
import org.dora.daemon.connection.NodeListener;
import org.dora.daemon.log.NodeLog;
import org.jspecify.annotations.Nullable;

/** What the conductor knows of one node of a running dataflow, over all its incarnations. */
final class DataflowNode {
  final NodeDescriptor descriptor;
  final NodeLog log;

  /** The inputs that its descriptor declares; edges may come and go later. */
  final SortedMap<DataId, InputDescriptor> declaredInputs;

  final SortedSet<DataId> outputs;

  /** Its inputs, which it shares with the one whose place it took. */
  Inputs inputs;

  /** Those among the outputs that carry what it prints. */
  final Set<DataId> printed;

  final SortedSet<DataId> openOutputs;
  final RestartBudget restarts;

  final DroppedMessages drops = new DroppedMessages();

  NodeState state = new NodeState.Preparing();

  /** How to start it, and where it will connect, once that is known. */
  NodePreparation.@Nullable Ready ready;

  /** Where and how it will connect by itself, if it does and once that is known. */
  NodePreparation.@Nullable Dynamic dynamic;

  /** How often it was started again. */
  long restartCount;

  /** Whether it was told to stop, alone or with all others: it is not started again. */
  boolean stopRequested;

  /** Whether it is no longer part of the dataflow; its process may still be ending. */
  boolean departed;

  boolean warnedOfUnknownOutput;

  DataflowNode(ResolvedNode node, NodeLog log) {
    descriptor = node.descriptor();
    this.log = log;
    declaredInputs = node.inputs();
    outputs = node.outputs();
    inputs = new Inputs(declaredInputs);
    printed = PrintedLines.outputs(node.logging());
    openOutputs = new TreeSet<>(outputs);
    restarts = new RestartBudget(descriptor);
  }

  /** Takes the place of another node of the same edges: what has closed stays closed. */
  void takeOver(DataflowNode former) {
    inputs = former.inputs;
    drops.addAll(former.load());
    openOutputs.removeIf(
        output -> former.outputs.contains(output) && !former.openOutputs.contains(output));
  }

  NodeId id() {
    return descriptor.id();
  }

  /** Returns whether it is started by hand and connects on its own. */
  boolean isDynamic() {
    return descriptor.program().isDynamic();
  }

  /** Returns the present life, or null before the first, after the last and between two. */
  @Nullable Incarnation incarnation() {
    return state instanceof NodeState.Running(Incarnation incarnation) ? incarnation : null;
  }

  /** Returns the events of the present subscription, or null if there is none. */
  @Nullable NodeEventQueue events() {
    Incarnation incarnation = incarnation();
    return incarnation == null ? null : incarnation.events;
  }

  /** Returns what waits on each input, and what was dropped there in all its lives. */
  SortedMap<DataId, InputLoad> load() {
    return drops.with(events());
  }

  boolean hasEnded() {
    return state instanceof NodeState.Ended;
  }

  /** Returns whether closing its outputs is put off because it may come back and go on. */
  boolean keepsOutputsOpen(boolean drained) {
    if (stopRequested) {
      return false;
    }
    Incarnation incarnation = incarnation();
    return (incarnation != null && incarnation.restartRequested)
        || (restarts.isPossible() && !drained);
  }

  @Nullable NodeListener listener() {
    if (dynamic != null) {
      return dynamic.listener();
    }
    return ready == null ? null : ready.listener();
  }

  void closeListener() {
    NodeListener listener = listener();
    if (listener != null) {
      listener.close();
    }
  }

  void closeStalledConnections() {
    NodeListener listener = listener();
    if (listener != null) {
      listener.closeStalled();
    }
  }
}
