package org.dora.cli.dataflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dora.cli.log.LogFilter;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a log are wanted: filters by time, text and level, then how many of them
 * (cli.md section 9).
 *
 * @param since how long ago the first message was at most; null for no limit
 * @param until how long ago the last message was at least; null for no limit
 * @param text that message, node or target have, in any case; null for any
 * @param levels by level
 * @param tail how many from the end; null for all
 */
record LogQuery(
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text,
    LogFilter levels,
    @Nullable Integer tail) {

  /** Everything. */
  static final LogQuery ALL = new LogQuery(null, null, null, LogFilter.NONE, null);

  /** Reads durations as points in time before {@code now}. */
  static LogQuery of(
      Instant now,
      @Nullable Duration since,
      @Nullable Duration until,
      @Nullable String text,
      LogFilter levels,
      @Nullable Integer tail) {
    return new LogQuery(
        since == null ? null : now.minus(since),
        until == null ? null : now.minus(until),
        text == null ? null : text.toLowerCase(Locale.ROOT),
        levels,
        tail);
  }

  /** How many lines from the end of each node's file are enough; null for all. */
  @Nullable Long lines() {
    boolean unfiltered =
        since == null && until == null && text == null && levels.equals(LogFilter.NONE);
    return tail != null && unfiltered ? Long.valueOf(tail) : null;
  }

  /** Whether a message is wanted, however many there are. */
  boolean wants(LogMessage message) {
    return (since == null || !message.timestamp().isBefore(since))
        && (until == null || !message.timestamp().isAfter(until))
        && (text == null || hasText(message, text))
        && levels.shows(message);
  }

  private static boolean hasText(LogMessage message, String text) {
    return has(message.message(), text)
        || (message.nodeId() != null && has(message.nodeId().value(), text))
        || (message.target() != null && has(message.target(), text));
  }

  private static boolean has(String value, String text) {
    return value.toLowerCase(Locale.ROOT).contains(text);
  }

  /**
   * Returns the messages to show, by time.
   *
   * @param messages those of each node in their order
   */
  List<LogMessage> select(List<LogMessage> messages) {
    List<LogMessage> wanted = new ArrayList<>();
    for (LogMessage message : messages) {
      if (wants(message)) {
        wanted.add(message);
      }
    }
    wanted.sort(Comparator.comparing(LogMessage::timestamp));
    int from = tail == null ? 0 : Math.max(0, wanted.size() - tail);
    return wanted.subList(from, wanted.size());
  }
}
