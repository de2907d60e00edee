package org.dora.common.yaml;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating point numbers as the released program prints them in YAML: the shortest digits that read
 * back, {@code 60.0}, {@code 0.00001}, {@code 1e16}, {@code 1.5e-7}, {@code .inf}.
 */
public final class RealText {
  private static final int MOST_WHOLE_DIGITS = 16;
  private static final int MOST_ZEROS_AFTER_POINT = 5;

  private RealText() {}

  /** Returns the text of a number. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    String sign = value < 0 || 1 / value < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + ".inf";
    }
    return value == 0 ? sign + "0.0" : sign + positive(Math.abs(value));
  }

  private static String positive(double value) {
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().toString();
    int whole = digits.length() - shortest.scale();
    if (shortest.scale() <= 0 && whole <= MOST_WHOLE_DIGITS) {
      return digits + "0".repeat(-shortest.scale()) + ".0";
    }
    if (whole > 0 && whole <= MOST_WHOLE_DIGITS) {
      return digits.substring(0, whole) + "." + digits.substring(whole);
    }
    if (whole <= 0 && whole > -MOST_ZEROS_AFTER_POINT) {
      return "0." + "0".repeat(-whole) + digits;
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (whole - 1);
  }

  /** {@link Double#toString} never gives fewer than two digits, though one may do: 4.9E-324. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal one = decimal.round(new MathContext(1));
      return one.doubleValue() == value ? one.stripTrailingZeros() : decimal;
    }
    return decimal;
  }
}
