package org.dora.daemon.dataflow;

import java.math.BigDecimal;
import java.time.Duration;

/** Prints durations as the released program's log does: {@code 1.5s}, {@code 400ms}. */
final class RustDuration {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  private RustDuration() {}

  static String text(Duration duration) {
    if (duration.toSeconds() > 0) {
      BigDecimal seconds =
          BigDecimal.valueOf(duration.toSeconds())
              .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
      return plain(seconds) + "s";
    }
    int nanos = duration.toNanosPart();
    if (nanos >= MILLI) {
      return plain(BigDecimal.valueOf(nanos, 6)) + "ms";
    }
    return nanos >= MICRO ? plain(BigDecimal.valueOf(nanos, 3)) + "µs" : nanos + "ns";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
