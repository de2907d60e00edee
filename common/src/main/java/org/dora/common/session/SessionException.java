package org.dora.common.session;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A session or lock file that cannot be read, written or used. */
public final class SessionException extends DoraException {
  private static final long serialVersionUID = 1L;

  SessionException(String message) {
    super(message);
  }

  SessionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
