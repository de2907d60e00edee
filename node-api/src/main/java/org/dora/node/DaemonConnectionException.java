package org.dora.node;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A request to the daemon that failed: refused, or because the connection is gone. */
public final class DaemonConnectionException extends DoraException {
  private static final long serialVersionUID = 1L;

  DaemonConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
