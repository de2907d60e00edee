package org.dora.coordinator.dataflow;

import org.dora.common.DoraException;

/** What was asked cannot be done; the message is what the user reads. */
public final class RefusedException extends DoraException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what and why
   */
  public RefusedException(String message) {
    super(message);
  }
}
