package org.dora.daemon.dataflow;

import org.dora.common.DoraException;

/** Says why a running dataflow does not do what was asked of it, in the released words. */
public final class CommandRefusedException extends DoraException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user
   */
  public CommandRefusedException(String message) {
    super(message);
  }
}
