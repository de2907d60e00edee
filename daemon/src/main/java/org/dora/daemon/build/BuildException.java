package org.dora.daemon.build;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says why a node could not be built. */
public final class BuildException extends DoraException {
  private static final long serialVersionUID = 1L;

  BuildException(String message) {
    super(message);
  }

  BuildException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
