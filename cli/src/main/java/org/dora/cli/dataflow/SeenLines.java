package org.dora.cli.dataflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * Knows which messages of a subscription were in the log files already. A coordinator begins with
 * those that it has kept, and times in files have milliseconds only, so several lines may share
 * one.
 */
final class SeenLines {
  /** The last time in a node's file, and how many of its lines have it. */
  private static final class Last {
    private Instant time = Instant.MIN;
    private int lines;
  }

  private final Map<NodeId, Last> lasts = new HashMap<>();
  private Instant newest = Instant.MIN;

  /** Notes what is in a file; those of each node in their order. */
  void add(LogMessage message) {
    NodeId node = message.nodeId();
    if (node != null) {
      add(lasts.computeIfAbsent(node, _ -> new Last()), message.timestamp());
    }
  }

  /** Returns messages as they are, each noted when it is taken. */
  Iterator<LogMessage> noting(Iterator<LogMessage> messages) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return messages.hasNext();
      }

      @Override
      public LogMessage next() {
        LogMessage message = messages.next();
        add(message);
        return message;
      }
    };
  }

  private void add(Last last, Instant time) {
    if (time.isAfter(last.time)) {
      last.time = time;
      last.lines = 0;
    }
    last.lines++;
    newest = time.isAfter(newest) ? time : newest;
  }

  /**
   * Whether a message was in the files; to be asked once of each message, in their order. Those
   * that are about no node stand in no file: what is older than the files' last line is over.
   */
  boolean has(LogMessage message) {
    Instant time = message.timestamp().truncatedTo(ChronoUnit.MILLIS);
    @Nullable NodeId node = message.nodeId();
    if (node == null) {
      return time.isBefore(newest);
    }
    Last last = lasts.get(node);
    if (last == null || time.isAfter(last.time)) {
      return false;
    }
    return time.isBefore(last.time) || last.lines-- > 0;
  }
}
