package org.dora.node;

import org.dora.common.DoraException;

/** A metadata value that is missing or of another kind than asked for. */
public final class MetadataException extends DoraException {
  private static final long serialVersionUID = 1L;

  MetadataException(String message) {
    super(message);
  }
}
