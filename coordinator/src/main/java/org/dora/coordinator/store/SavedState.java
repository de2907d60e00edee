package org.dora.coordinator.store;

/** Where a dataflow was in its life when it was saved. */
public enum SavedState {
  /** Its processes were being started. */
  PENDING,
  RUNNING,
  /** It was told to stop, and is to be stopped when it is found again. */
  STOPPING,
  /** Its daemons were gone. */
  RECOVERING,
  /** It had ended, no node had failed. */
  SUCCEEDED,
  /** It had ended, some node had failed. */
  FAILED,
  /** It could not be started, or its daemons did not come back. */
  GIVEN_UP
}
