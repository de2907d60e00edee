package org.dora.common.yaml;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating point numbers as the released program prints them: the shortest digits that read back,
 * {@code 60.0}, {@code 0.00001}, {@code 1.5e-7}, and {@code 1e16} in YAML, {@code 1e+16} in JSON.
 */
public final class RealText {
  private static final int MOST_WHOLE_DIGITS = 16;
  private static final int MOST_ZEROS_AFTER_POINT = 5;

  private RealText() {}

  /** Returns the text of a number in YAML, {@code .inf} included. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    return Double.isInfinite(value) ? sign(value) + ".inf" : finite(value, "e");
  }

  /** Returns the text of a finite number in JSON, which YAML reads as well. */
  public static String json(double value) {
    return finite(value, "e+");
  }

  private static String sign(double value) {
    return value < 0 || 1 / value < 0 ? "-" : "";
  }

  private static String finite(double value, String beforeExponent) {
    return sign(value) + (value == 0 ? "0.0" : positive(Math.abs(value), beforeExponent));
  }

  private static String positive(double value, String beforeExponent) {
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
    return digits.charAt(0) + fraction + (whole > 0 ? beforeExponent : "e") + (whole - 1);
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
