package org.dora.daemon.dataflow;

import java.util.SortedMap;
import org.dora.common.id.NodeId;
import org.dora.daemon.process.ChildProcess;

/**
 * What other threads tell a dataflow. A generation names one life of one node, as it was given with
 * the order to start its process.
 */
public sealed interface DataflowEvent {
  /** All nodes were prepared, or could not be. */
  record Prepared(SortedMap<NodeId, NodePreparation> nodes) implements DataflowEvent {}

  /** A node that comes later was prepared, or could not be. */
  record NodePrepared(int change, NodePreparation preparation) implements DataflowEvent {}

  /** A process runs. */
  record NodeStarted(int generation, ChildProcess process) implements DataflowEvent {}

  /** A process could not be started. */
  record NodeStartFailed(int generation, String reason) implements DataflowEvent {}

  /** A process has ended and all that it printed was dealt with. */
  record NodeExited(int generation, NodeExit exit) implements DataflowEvent {}
}
