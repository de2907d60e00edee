package org.dora.node.runtime;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** An operator that cannot be loaded, or that failed. */
public final class OperatorException extends DoraException {
  private static final long serialVersionUID = 1L;

  OperatorException(String message) {
    super(message);
  }

  OperatorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
