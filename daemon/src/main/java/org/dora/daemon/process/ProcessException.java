package org.dora.daemon.process;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says that something about a child process went wrong. */
public class ProcessException extends DoraException {
  private static final long serialVersionUID = 1L;

  ProcessException(String message) {
    super(message);
  }

  ProcessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
