package org.dora.coordinator.dataflow;

import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.coordinator.store.StopOrder;

/** Where a dataflow is in its life; drawn in docs/recovery.md. */
sealed interface Phase {
  /** Its daemons start processes. */
  record Starting() implements Phase {}

  /** All processes were started. */
  record Running() implements Phase {}

  /** It was told to stop. */
  record Stopping(StopOrder order) implements Phase {}

  /** No daemon that runs it is connected; those who come back are asked what they run. */
  record Recovering() implements Phase {}

  /** It has ended. */
  record Ended(DataflowResult result, DataflowStatus status) implements Phase {}
}
