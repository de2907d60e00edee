package org.dora.coordinator.daemons;

import org.dora.common.DoraException;

/** A daemon did not do what it was asked, or did not answer. */
public final class DaemonFailure extends DoraException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what went wrong
   */
  public DaemonFailure(String message) {
    super(message);
  }
}
