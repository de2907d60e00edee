package org.dora.common.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.dora.common.yaml.YamlNode.Scalar;
import org.dora.common.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;

/** Decides what a plain scalar stands for: YAML 1.2 with the traits of dataflow.md section 2. */
final class ScalarResolver {
  private static final String TEXT_TAG = "tag:yaml.org,2002:str";
  private static final int LARGEST_BITS = 128;
  private static final ScalarValue NULL = new ScalarValue.Null();

  private ScalarResolver() {}

  static ScalarValue resolve(Scalar scalar) {
    String text = scalar.text();
    if (scalar.style() != Style.PLAIN || TEXT_TAG.equals(scalar.tag())) {
      return new ScalarValue.Text(text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NULL;
      case "true", "True", "TRUE" -> new ScalarValue.Bool(true);
      case "false", "False", "FALSE" -> new ScalarValue.Bool(false);
      default -> number(text);
    };
  }

  private static ScalarValue number(String text) {
    // Most scalars are words: one look at the first character spares them the patterns.
    char first = text.charAt(0);
    if (first != '-' && first != '+' && first != '.' && !(first >= '0' && first <= '9')) {
      return new ScalarValue.Text(text);
    }
    if (isShortDecimal(text)) {
      return new ScalarValue.Int(BigInteger.valueOf(Long.parseLong(text)));
    }
    BigInteger integer = integer(text);
    if (integer != null && fits(integer)) {
      return new ScalarValue.Int(integer);
    }
    Double real = real(text);
    return real == null ? new ScalarValue.Text(text) : new ScalarValue.Real(real);
  }

  /** The released reader knows integers of 128 bits; longer ones are floating, or text. */
  private static boolean fits(BigInteger integer) {
    return integer.bitLength() < LARGEST_BITS
        || (integer.signum() > 0 && integer.bitLength() == LARGEST_BITS);
  }

  private static @Nullable BigInteger integer(String text) {
    if (isZerosFirst(text)) {
      return null;
    }
    if (Forms.DECIMAL.matcher(text).matches()) {
      return new BigInteger(text);
    }
    if (Forms.HEX.matcher(text).matches()) {
      return new BigInteger(text.replaceFirst("0x", ""), 16);
    }
    if (Forms.OCTAL.matcher(text).matches()) {
      return new BigInteger(text.replaceFirst("0o", ""), 8);
    }
    return Forms.BINARY.matcher(text).matches()
        ? new BigInteger(text.replaceFirst("0b", ""), 2)
        : null;
  }

  private static @Nullable Double real(String text) {
    switch (text.startsWith("+") ? text.substring(1) : text) {
      case ".inf", ".Inf", ".INF" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-.inf", "-.Inf", "-.INF" -> {
        return text.startsWith("+") ? null : Double.NEGATIVE_INFINITY;
      }
      case ".nan", ".NaN", ".NAN" -> {
        return Double.NaN;
      }
      default -> {}
    }
    if (isZerosFirst(text) || !Forms.REAL.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isFinite(value) ? value : null;
  }

  /** Whether a text is text to us, but a number to readers of YAML 1.1: digits after a zero. */
  static boolean isZerosFirst(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() < from + 2 || text.charAt(from) != '0') {
      return false;
    }
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isShortDecimal(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    if (text.length() == from || text.length() > 18 || text.charAt(from) == '0') {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Forms of numbers; apart, so that common files start no regular expressions. */
  private static final class Forms {
    static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F]+");
    static final Pattern OCTAL = Pattern.compile("[-+]?0o[0-7]+");
    static final Pattern BINARY = Pattern.compile("[-+]?0b[01]+");
    static final Pattern REAL =
        Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  }
}
