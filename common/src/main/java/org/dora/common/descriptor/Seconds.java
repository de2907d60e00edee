package org.dora.common.descriptor;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time span as the descriptor writes it. Any number is kept; {@link DescriptorCheck} refuses what
 * is no duration.
 *
 * @param value seconds, perhaps negative or not finite
 */
public record Seconds(double value) {
  private static final double LIMIT = 0x1p64;

  static @Nullable Seconds of(@Nullable Double value) {
    return value == null ? null : new Seconds(value);
  }

  /** Whether this is finite, not negative and less than 2^64 seconds. */
  public boolean isDuration() {
    return value >= 0 && value < LIMIT;
  }

  /** Returns the span to the nearest nanosecond, at most {@link Long#MAX_VALUE} seconds. */
  public Duration toDuration() {
    if (!isDuration()) {
      throw new IllegalStateException(this + " is no duration");
    }
    if (value >= Long.MAX_VALUE) {
      return Duration.ofSeconds(Long.MAX_VALUE);
    }
    BigDecimal seconds = new BigDecimal(value).setScale(9, RoundingMode.HALF_EVEN);
    long whole = seconds.longValue();
    BigDecimal fraction = seconds.subtract(BigDecimal.valueOf(whole));
    return Duration.ofSeconds(whole, fraction.movePointRight(9).longValueExact());
  }

  /** The number of seconds as the released program prints it, without exponent. */
  @Override
  public String toString() {
    return RustNumber.display(value);
  }
}
