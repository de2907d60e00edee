package org.dora.common.arrow.cdata;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** An array that cannot cross the Arrow C data interface. */
public final class CDataException extends DoraException {
  private static final long serialVersionUID = 1L;

  CDataException(String message) {
    super(message);
  }

  CDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
