package org.dora.zenoh.transport;

import org.dora.zenoh.ZenohException;
import org.dora.zenoh.wire.CloseReason;

/** A handshake that one of both sides does not want to go on with. */
final class RefusedException extends ZenohException {
  private static final long serialVersionUID = 1L;

  private final CloseReason reason;
  private final boolean byPeer;

  private RefusedException(CloseReason reason, boolean byPeer, String message) {
    super(message);
    this.reason = reason;
    this.byPeer = byPeer;
  }

  static RefusedException byUs(CloseReason reason, String message) {
    return new RefusedException(reason, false, message);
  }

  static RefusedException byPeer(CloseReason reason) {
    return new RefusedException(reason, true, "the other side has refused the link: " + reason);
  }

  CloseReason reason() {
    return reason;
  }

  boolean isByPeer() {
    return byPeer;
  }
}
