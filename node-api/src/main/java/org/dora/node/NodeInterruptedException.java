package org.dora.node;

import org.dora.common.DoraException;

/** An interrupt of a thread that waited for an event; its interrupt flag is set again. */
public final class NodeInterruptedException extends DoraException {
  private static final long serialVersionUID = 1L;

  NodeInterruptedException(String message, InterruptedException cause) {
    super(message, cause);
  }
}
