package org.dora.daemon.log;

import org.dora.common.log.LogMessage;

/**
 * Takes the messages of all nodes and dataflows of a daemon: a console, or the way to the
 * coordinator. Both methods run on one and the same thread, which waits for nothing else.
 */
public interface LogSink {

  /** Takes one message; what it holds back is due at the next {@link #flush}. */
  void accept(LogMessage message);

  /** No further message is at hand: shows what was held back. */
  void flush();
}
