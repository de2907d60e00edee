package org.dora.common.arrow;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A payload that is no readable Arrow IPC stream of one column, or an array that cannot be one. */
public class IpcException extends DoraException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found, where, and what was expected
   */
  public IpcException(String message) {
    super(message);
  }

  /**
   * @param message what was found, where, and what was expected
   * @param cause the underlying failure
   */
  public IpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
