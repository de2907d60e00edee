package org.dora.common.descriptor;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as Rust's standard library reads and prints them. */
final class RustNumber {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern NAMED =
      Pattern.compile("[-+]?(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  private RustNumber() {}

  /** Whether {@code text} as a whole is an integer, of any size. */
  static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches();
  }

  /** Returns the number that {@code text} is as a whole, or null if it is none. */
  static @Nullable Double parse(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    if (!NAMED.matcher(text).matches()) {
      return null;
    }
    if (text.endsWith("n") || text.endsWith("N")) {
      return Double.NaN;
    }
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Prints a finite number as the released program writes JSON: 1.0, 1.5e-7, 1e+17. */
  static String json(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + json(digits, point);
  }

  /**
   * @param point how many digits stand before the decimal point; not positive for zeros after it
   */
  private static String json(String digits, int point) {
    if (point > -5 && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point > 0 && point <= 16) {
      return digits.length() <= point
          ? digits + "0".repeat(point - digits.length()) + ".0"
          : digits.substring(0, point) + "." + digits.substring(point);
    }
    int exponent = point - 1;
    return digits.charAt(0)
        + (digits.length() == 1 ? "" : "." + digits.substring(1))
        + (exponent < 0 ? "e" : "e+")
        + exponent;
  }

  /** Prints the shortest digits that read back as the number, without exponent or final ".0". */
  static String display(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
