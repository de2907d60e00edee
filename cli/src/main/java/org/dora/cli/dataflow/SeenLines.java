package org.dora.cli.dataflow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
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

  /**
   * @param read what was in the files, those of each node in their order
   */
  SeenLines(List<LogMessage> read) {
    for (LogMessage message : read) {
      NodeId node = message.nodeId();
      if (node != null) {
        add(lasts.computeIfAbsent(node, _ -> new Last()), message.timestamp());
      }
    }
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
