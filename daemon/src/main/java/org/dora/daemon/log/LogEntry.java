package org.dora.daemon.log;

import org.dora.common.log.LogMessage;
import org.dora.daemon.process.ProcessStream;

/** What waits for the thread of {@link LogWriter}. */
sealed interface LogEntry {

  /** The node belongs to its dataflow from now on. */
  record Known(NodeLog node) implements LogEntry {}

  /** The node's process runs. */
  record Started(NodeLog node) implements LogEntry {}

  /**
   * A node's line that passed its filter.
   *
   * @param weight the room that it takes in the queue
   */
  record Line(NodeLog node, ProcessStream stream, LogMessage message, int weight)
      implements LogEntry {}

  /** A message of the daemon's own. */
  record Notice(LogMessage message) implements LogEntry {}

  /** Runs when all earlier lines of the node stand in its file. */
  record Marker(NodeLog node, Runnable action) implements LogEntry {}

  /** Runs when the sink has taken all earlier messages. */
  record AfterSink(Runnable action) implements LogEntry {}

  /** The node will not run again. */
  record Finished(NodeLog node) implements LogEntry {}

  /** Nothing more is to be written. */
  record End() implements LogEntry {}
}
