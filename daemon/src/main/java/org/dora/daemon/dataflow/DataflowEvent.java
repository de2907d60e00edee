package org.dora.daemon.dataflow;

import java.util.SortedMap;
import org.dora.common.id.NodeId;
import org.dora.daemon.direct.LinkState;
import org.dora.daemon.process.ChildProcess;

/** What other threads tell a dataflow. */
public sealed interface DataflowEvent {
  /** All nodes were prepared, or could not be. */
  record Prepared(SortedMap<NodeId, NodePreparation> nodes) implements DataflowEvent {}

  /** A node's process runs. */
  record NodeStarted(NodeId node, ChildProcess process) implements DataflowEvent {}

  /** A node's process could not be started. */
  record NodeStartFailed(NodeId node, String reason) implements DataflowEvent {}

  /** What the links from a node to its readers looked like. */
  record LinksSeen(NodeId node, LinkState state) implements DataflowEvent {}

  /** A node's process has ended and all that it printed was dealt with. */
  record NodeExited(NodeId node, NodeExit exit) implements DataflowEvent {}
}
