package org.dora.node;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A node that could not join its dataflow: not started by a daemon, or refused by it. */
public final class NodeInitException extends DoraException {
  private static final long serialVersionUID = 1L;

  NodeInitException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
