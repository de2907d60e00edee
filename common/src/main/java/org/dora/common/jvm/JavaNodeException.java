package org.dora.common.jvm;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says why a source file or JAR cannot be started as a Java node. */
public final class JavaNodeException extends DoraException {
  private static final long serialVersionUID = 1L;

  JavaNodeException(String message) {
    super(message);
  }

  JavaNodeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
