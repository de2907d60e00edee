package org.dora.zenoh.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dora.zenoh.Timestamp;

/**
 * Which of its last values an advanced publisher is asked for: parameters {@code _sn=first..last},
 * {@code _max=count} and {@code _time=[now(-seconds)..]}, of which any may be missing.
 *
 * @param since absent if all times are wanted
 */
record HistoryRange(long first, long last, int largestCount, Optional<Instant> since) {

  static HistoryRange parse(String parameters) {
    long first = 0;
    long last = Long.MAX_VALUE;
    int largestCount = Integer.MAX_VALUE;
    Optional<Instant> since = Optional.empty();
    for (String parameter : parameters.split(";")) {
      String value = parameter.substring(parameter.indexOf('=') + 1);
      if (parameter.startsWith("_sn=")) {
        int dots = value.indexOf("..");
        first = number(dots < 0 ? value : value.substring(0, dots), first);
        last = number(dots < 0 ? value : value.substring(dots + 2), last);
      } else if (parameter.startsWith("_max=")) {
        largestCount = (int) Math.min(Integer.MAX_VALUE, number(value, largestCount));
      } else if (parameter.startsWith("_time=[now(-")) {
        since = since(value);
      }
    }
    return new HistoryRange(first, last, largestCount, since);
  }

  private static long number(String text, long absent) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return absent;
    }
  }

  private static Optional<Instant> since(String value) {
    String seconds = value.substring("[now(-".length()).replaceFirst("s?\\).*", "");
    try {
      long nanos = (long) (Double.parseDouble(seconds) * 1e9);
      return Optional.of(Instant.now().minus(Duration.ofNanos(nanos)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  boolean contains(long sequence, Optional<Timestamp> timestamp) {
    boolean tooOld =
        since.isPresent()
            && timestamp.isPresent()
            && timestamp.get().instant().isBefore(since.get());
    return sequence >= first && sequence <= last && !tooOld;
  }
}
