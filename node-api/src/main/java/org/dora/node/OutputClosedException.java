package org.dora.node;

import org.dora.common.DoraException;

/** An attempt to send on an output, or through a node, that was closed before. */
public final class OutputClosedException extends DoraException {
  private static final long serialVersionUID = 1L;

  OutputClosedException(String message) {
    super(message);
  }
}
