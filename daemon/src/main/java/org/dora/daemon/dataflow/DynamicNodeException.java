package org.dora.daemon.dataflow;

import org.dora.common.DoraException;

/** Says why a node that was started by hand gets no configuration. */
public final class DynamicNodeException extends DoraException {
  private static final long serialVersionUID = 1L;

  DynamicNodeException(String message) {
    super(message);
  }
}
