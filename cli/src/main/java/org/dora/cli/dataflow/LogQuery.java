package org.dora.cli.dataflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  /**
   * How many lines from the end of each node's file are enough; null for all. Never 0, which means
   * all to daemons.
   */
  @Nullable Long lines() {
    boolean unfiltered =
        since == null && until == null && text == null && levels.equals(LogFilter.NONE);
    return tail != null && unfiltered ? Long.valueOf(Math.max(1, tail)) : null;
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
   * Shows the messages to show, of which few are held in memory however many {@link #tail} says.
   *
   * @param messages by time
   */
  void select(Iterator<LogMessage> messages, Consumer<LogMessage> show) {
    select(messages, List::of, show);
  }

  /**
   * Shows the messages to show.
   *
   * @param messages by time
   * @param others asked for when these have been read: what else has been said until then. Behind
   *     all messages it is shown in its order, among the last ones by time
   */
  void select(
      Iterator<LogMessage> messages, Supplier<List<LogMessage>> others, Consumer<LogMessage> show) {
    if (tail == null) {
      forEachWanted(messages, show);
      forEachWanted(others.get().iterator(), show);
      return;
    }
    try (LastMessages last = new LastMessages(tail)) {
      forEachWanted(messages, last::add);
      last.with(others.get().stream().filter(this::wants).toList()).forEachRemaining(show);
    }
  }

  private void forEachWanted(Iterator<LogMessage> messages, Consumer<LogMessage> action) {
    messages.forEachRemaining(message -> {
      if (wants(message)) {
        action.accept(message);
      }
    });
  }

  /** Returns this for messages of which there are no more than {@link #lines} says. */
  LogQuery ofTheTail() {
    boolean none = tail != null && tail == 0;
    return none ? this : new LogQuery(since, until, text, levels, null);
  }
}
