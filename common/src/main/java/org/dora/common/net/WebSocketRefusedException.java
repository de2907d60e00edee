package org.dora.common.net;

import java.io.IOException;

/** A server answered the request for a WebSocket with something else. */
public final class WebSocketRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status its HTTP status
   * @param reason what it said
   */
  public WebSocketRefusedException(int status, String reason) {
    super("HTTP " + status + (reason.isEmpty() ? "" : ": " + reason));
    this.status = status;
  }

  /** Returns the HTTP status, for instance 401. */
  public int status() {
    return status;
  }
}
