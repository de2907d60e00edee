package org.dora.coordinator.daemons;

import org.dora.common.DoraException;

/** No daemon may run a node. */
public final class PlacementException extends DoraException {
  private static final long serialVersionUID = 1;

  PlacementException(String message) {
    super(message);
  }
}
