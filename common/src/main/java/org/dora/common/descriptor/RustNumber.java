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
