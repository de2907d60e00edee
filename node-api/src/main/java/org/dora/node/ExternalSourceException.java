package org.dora.node;

import org.dora.common.DoraException;

/** A source of values beside the dataflow that has failed; the cause is its own failure. */
public final class ExternalSourceException extends DoraException {
  private static final long serialVersionUID = 1L;

  ExternalSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
