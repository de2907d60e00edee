package org.dora.common.config;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A text that is no node configuration, or a daemon's refusal to give one. */
public final class InvalidNodeConfigException extends DoraException {
  private static final long serialVersionUID = 1L;

  InvalidNodeConfigException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
