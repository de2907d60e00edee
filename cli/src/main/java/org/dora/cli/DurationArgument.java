package org.dora.cli;

import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as cli.md 1.6 writes them: {@code 500ms}, {@code 1h30m}, {@code 10} (seconds).
 */
public final class DurationArgument implements ITypeConverter<Duration> {
  private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:ms|h|m|s))+");
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|h|m|s)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  @Override
  public Duration convert(String value) {
    return parse(value);
  }

  /**
   * The same for a text that does not come through picocli, such as an environment variable.
   *
   * @throws TypeConversionException if the text is no such duration, or is longer than a {@code
   *     long} of milliseconds
   */
  public static Duration parse(String value) {
    BigInteger millis = BigInteger.ZERO;
    if (SECONDS.matcher(value).matches()) {
      millis = millis(value, "s");
    } else if (DURATION.matcher(value).matches()) {
      Matcher parts = PART.matcher(value);
      while (parts.find()) {
        millis = millis.add(millis(parts.group(1), parts.group(2)));
      }
    } else {
      throw new TypeConversionException(
          "invalid duration: `%s`, expected for example 10s, 500ms, 2m, 1h30m, or seconds"
              .formatted(value));
    }
    if (millis.bitLength() > Long.SIZE - 1) {
      throw new TypeConversionException("invalid duration: `%s` is too long".formatted(value));
    }
    return Duration.ofMillis(millis.longValueExact());
  }

  private static BigInteger millis(String number, String unit) {
    long factor =
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> throw new IllegalArgumentException("no unit: " + unit);
        };
    return new BigInteger(number).multiply(BigInteger.valueOf(factor));
  }
}
