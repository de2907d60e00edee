package org.dora.common.descriptor;

import org.dora.common.DoraException;

/** A text that names no source of an input. */
public final class InvalidMappingException extends DoraException {
  private static final long serialVersionUID = 1L;

  InvalidMappingException(String message) {
    super(message);
  }
}
