package org.dora.coordinator.dataflow;

import java.util.Set;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.id.DaemonId;

/** Where a dataflow is in its life; drawn in docs/architecture.md. */
sealed interface Phase {
  /**
   * Its daemons start processes.
   *
   * @param awaited those that have not said yet that they did
   */
  record Starting(Set<DaemonId> awaited) implements Phase {}

  /** All processes were started. */
  record Running() implements Phase {}

  /** It was told to stop. */
  record Stopping() implements Phase {}

  /** No daemon that runs it is connected. */
  record Recovering() implements Phase {}

  /** It has ended. */
  record Ended(DataflowResult result, DataflowStatus status) implements Phase {}
}
