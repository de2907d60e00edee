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
  /** It had ended, and may be found running again. */
  FAILED,
  /** It had failed for good; what still runs of it is to be stopped. */
  GIVEN_UP;

  /** Returns whether it had ended. */
  public boolean isOver() {
    return switch (this) {
      case SUCCEEDED, FAILED, GIVEN_UP -> true;
      case PENDING, RUNNING, STOPPING, RECOVERING -> false;
    };
  }
}
