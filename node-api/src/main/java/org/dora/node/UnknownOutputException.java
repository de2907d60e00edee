package org.dora.node;

import org.dora.common.DoraException;

/** An output that the dataflow's descriptor does not give this node. */
public final class UnknownOutputException extends DoraException {
  private static final long serialVersionUID = 1L;

  UnknownOutputException(String message) {
    super(message);
  }
}
