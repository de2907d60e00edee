package org.dora.daemon.link;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says why this daemon does not do what the coordinator wants. */
final class OrderRefusedException extends DoraException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for the user
   */
  OrderRefusedException(String message) {
    super(message);
  }

  /**
   * @param message for the user
   * @param cause what went wrong
   */
  OrderRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
