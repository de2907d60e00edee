package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.metrics.NodeStatus;
import org.dora.daemon.metrics.OutputCounts;
import org.dora.daemon.process.ChildProcess;

/** Tells observers how the nodes of a dataflow are (daemon.md, section 15). */
final class NodeSnapshots {
  private NodeSnapshots() {}

  /**
   * Returns the nodes that have started, in the order of ids.
   *
   * @param traffic of their outputs
   */
  static List<NodeSnapshot> of(
      Nodes nodes, SortedMap<NodeId, SortedMap<DataId, OutputCounts>> traffic) {
    List<NodeSnapshot> snapshots = new ArrayList<>();
    for (DataflowNode node : nodes) {
      switch (node.state) {
        case NodeState.Preparing _ -> {
          // There is nothing to tell yet.
        }
        case NodeState.Running(Incarnation incarnation) -> {
          boolean degraded = !node.inputs.broken().isEmpty();
          NodeStatus status = degraded ? NodeStatus.DEGRADED : NodeStatus.RUNNING;
          snapshots.add(snapshot(node, status, pid(incarnation), traffic));
        }
        case NodeState.WaitingForRestart _ ->
            snapshots.add(snapshot(node, NodeStatus.RESTARTING, 0, traffic));
        case NodeState.Ended(NodeResult result) -> {
          boolean failed = result.failure() != null;
          snapshots.add(
              snapshot(node, failed ? NodeStatus.FAILED : NodeStatus.STOPPED, 0, traffic));
        }
      }
    }
    return snapshots;
  }

  private static int pid(Incarnation incarnation) {
    ChildProcess process = incarnation.process;
    return process != null && process.isAlive() ? process.pid() : 0;
  }

  private static NodeSnapshot snapshot(
      DataflowNode node,
      NodeStatus status,
      int pid,
      SortedMap<NodeId, SortedMap<DataId, OutputCounts>> traffic) {
    return new NodeSnapshot(
        node.id(),
        pid,
        status,
        node.restartCount,
        node.inputs.broken(),
        node.load(),
        traffic.getOrDefault(node.id(), Collections.emptySortedMap()));
  }
}
