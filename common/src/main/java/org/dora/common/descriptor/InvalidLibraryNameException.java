package org.dora.common.descriptor;

import org.dora.common.DoraException;

/** A {@code shared-library} that names no file, in the words of the released runtime. */
public final class InvalidLibraryNameException extends DoraException {
  private static final long serialVersionUID = 1L;

  InvalidLibraryNameException(String message) {
    super(message);
  }
}
