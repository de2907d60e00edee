package org.dora.cli.trace;

import java.time.Instant;
import java.util.Locale;

/** Times and durations of traces as they are shown (cli.md section 15). */
final class TraceText {
  private static final int SECOND_DIGITS = "2026-11-22T15:04:05".length();

  private TraceText() {}

  /** Returns a time in UTC, to the second. */
  static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis)
        .toString()
        .substring(0, SECOND_DIGITS)
        .replace('T', ' ');
  }

  /** Returns a duration such as {@code 850us}, {@code 3.5ms} or {@code 1.234s}. */
  static String duration(long micros) {
    if (micros < 1_000) {
      return micros + "us";
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.1fms", micros / 1e3)
        : String.format(Locale.ROOT, "%.3fs", micros / 1e6);
  }
}
