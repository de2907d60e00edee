package org.dora.cli.graph;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;

/** Says how often a timer ticks, the way people speak of it. */
final class Interval {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal MOST_HERTZ = BigDecimal.valueOf(1_000_000);

  private Interval() {}

  /** Returns {@code 100 ms}, {@code 2 s}, {@code 33.333 ms}. */
  static String text(Duration interval) {
    if (interval.compareTo(Duration.ofSeconds(1)) >= 0) {
      return plain(seconds(interval)) + " s";
    }
    int nanos = interval.getNano();
    if (nanos >= 1_000_000) {
      return plain(BigDecimal.valueOf(nanos).movePointLeft(6)) + " ms";
    }
    return nanos >= 1_000
        ? plain(BigDecimal.valueOf(nanos).movePointLeft(3)) + " µs"
        : nanos + " ns";
  }

  /** Returns the ticks in a second, unless there is less than one. */
  static Optional<String> rate(Duration interval) {
    BigDecimal hertz = BigDecimal.ONE.divide(seconds(interval), new MathContext(3));
    return hertz.compareTo(BigDecimal.ONE) < 0 || hertz.compareTo(MOST_HERTZ) > 0
        ? Optional.empty()
        : Optional.of(plain(hertz));
  }

  private static BigDecimal seconds(Duration interval) {
    return BigDecimal.valueOf(interval.getSeconds())
        .add(BigDecimal.valueOf(interval.getNano()).divide(NANOS));
  }

  private static String plain(BigDecimal number) {
    BigDecimal rounded =
        number.round(new MathContext(Math.max(5, number.precision() - number.scale())));
    return rounded.stripTrailingZeros().toPlainString();
  }
}
