package org.dora.common.descriptor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Text of a timer's interval, {@code millis/100}: many ways to write it, one to print it. */
final class TimerInterval {
  private static final Pattern INTEGER = Pattern.compile("\\+?[0-9]+");
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger MAX_NANOS =
      BigInteger.valueOf(Long.MAX_VALUE).multiply(NANOS_PER_SECOND);

  private TimerInterval() {}

  static Duration parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new InvalidMappingException(
          "timer input must have the form `dora/timer/<unit>/<value>` (got `dora/timer/"
              + text
              + "`)");
    }
    String unit = text.substring(0, slash);
    String value = text.substring(slash + 1);
    BigInteger nanos =
        switch (unit) {
          case "secs" -> integer(unit, value).multiply(NANOS_PER_SECOND);
          case "millis" -> integer(unit, value).multiply(BigInteger.valueOf(1_000_000));
          case "micros" -> integer(unit, value).multiply(BigInteger.valueOf(1_000));
          case "nanos" -> integer(unit, value);
          case "hz" -> period(value);
          default ->
              throw new InvalidMappingException(
                  "timer unit must be one of secs, millis, micros, nanos, hz (got `" + unit + "`)");
        };
    if (nanos.signum() == 0) {
      throw new InvalidMappingException("timer interval `" + text + "` must not be zero");
    }
    if (nanos.compareTo(MAX_NANOS) > 0) {
      throw new InvalidMappingException("timer interval `" + text + "` is too long");
    }
    BigInteger[] parts = nanos.divideAndRemainder(NANOS_PER_SECOND);
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  /** Prints the coarsest unit that is exact. */
  static String text(Duration interval) {
    int nanos = interval.getNano();
    if (nanos == 0) {
      return "secs/" + interval.toSeconds();
    }
    BigInteger all =
        BigInteger.valueOf(interval.getSeconds())
            .multiply(NANOS_PER_SECOND)
            .add(BigInteger.valueOf(nanos));
    if (nanos % 1_000_000 == 0) {
      return "millis/" + all.divide(BigInteger.valueOf(1_000_000));
    }
    return nanos % 1_000 == 0 ? "micros/" + all.divide(BigInteger.valueOf(1_000)) : "nanos/" + all;
  }

  private static BigInteger integer(String unit, String value) {
    if (!INTEGER.matcher(value).matches()) {
      throw new InvalidMappingException(unit + " must be an integer (got `" + value + "`)");
    }
    return new BigInteger(value);
  }

  /** 1/hz, rounded to the nearest nanosecond. */
  private static BigInteger period(String value) {
    Double hz = RustNumber.parse(value);
    if (hz == null || !(hz > 0) || hz.isInfinite()) {
      throw new InvalidMappingException("hz must be a positive number (got `" + value + "`)");
    }
    double seconds = 1 / hz;
    if (Double.isInfinite(seconds)) {
      throw new InvalidMappingException("timer interval `hz/" + value + "` is too long");
    }
    return new BigDecimal(seconds)
        .movePointRight(9)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }
}
