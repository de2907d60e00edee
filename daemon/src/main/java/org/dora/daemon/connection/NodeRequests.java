package org.dora.daemon.connection;

import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;

/**
 * Where connections bring what nodes ask: the conductor's mailbox. The methods are called on
 * connections' threads and do not wait.
 */
public interface NodeRequests {

  /**
   * A request arrived. The receiver answers with {@link NodeConnection#reply}, unless the request
   * is one without an answer, and ends a message with {@link NodeConnection#messageDone}.
   *
   * @param request owns a reference to its payload
   */
  void request(NodeConnection from, Timestamped<DaemonRequest> request);

  /** Returns the time of the conductor's clock in nanoseconds, for the stamps of requests. */
  default long nanoTime() {
    return System.nanoTime();
  }

  /** The connection has ended; nothing more will come from it. */
  void disconnected(NodeConnection connection);

  /** A queue that had refused an input has room again. */
  void hasRoom(NodeEventQueue queue);
}
