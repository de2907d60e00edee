package org.dora.node;

import org.dora.common.DoraException;

/** A response or result that was waited for and will not, or did not in time, come. */
public final class NoAnswerException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  NoAnswerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why there is no answer. */
  public enum Reason {
    /** None came in time. A later one is given to the event loop as an ordinary input. */
    TIMEOUT,
    /** The server was restarted after the request was sent: it knows nothing of it. Ask again. */
    SERVER_RESTARTED,
    /** The server has ended, or failed for good. */
    SERVER_GONE,
    /** The node is to end. The event loop still gets its {@link Event.Stop}. */
    STREAM_ENDED,
    /** The connection to the daemon is lost, or the answer cannot be decoded. */
    STREAM_ERROR
  }

  /** Returns why there is no answer. */
  public Reason reason() {
    return reason;
  }
}
