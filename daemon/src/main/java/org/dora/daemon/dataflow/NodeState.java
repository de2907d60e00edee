package org.dora.daemon.dataflow;

import org.dora.common.schedule.Deadlines;
import org.dora.daemon.log.NodeFailure;
import org.jspecify.annotations.Nullable;

/** Where a node is in its life. */
sealed interface NodeState {
  /** Its process was not started yet; a dynamic node is here while it is not connected. */
  record Preparing() implements NodeState {}

  /** A process runs, or has exited just now. */
  record Running(Incarnation incarnation) implements NodeState {}

  /**
   * The last process has exited and the next one starts soon.
   *
   * @param failure of the last process, or null if it was none
   * @param start of the next one
   */
  record WaitingForRestart(@Nullable NodeFailure failure, Deadlines.Deadline start)
      implements NodeState {}

  /** It will not run again. */
  record Ended(NodeResult result) implements NodeState {}
}
