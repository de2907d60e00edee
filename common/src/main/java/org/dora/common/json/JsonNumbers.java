package org.dora.common.json;

/** Reads numbers within the bounds of their types, and words the refusals of all others. */
final class JsonNumbers {
  private static final int LONGEST_INTEGER = 20;

  private final JsonScanner in;

  JsonNumbers(JsonScanner in) {
    this.in = in;
  }

  long unsigned(int bits) {
    String digits = whole("u" + bits);
    try {
      if (digits.length() <= LONGEST_INTEGER) {
        long value = Long.parseUnsignedLong(digits);
        if (bits == Long.SIZE || value >>> bits == 0) {
          return value;
        }
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw outOfRange(digits, "u" + bits);
  }

  long signed(int bits) {
    String digits = whole("i" + bits);
    try {
      if (digits.length() <= LONGEST_INTEGER) {
        long value = Long.parseLong(digits);
        if (bits == Long.SIZE || value == (int) value) {
          return value;
        }
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw outOfRange(digits, "i" + bits);
  }

  double real() {
    String digits = text("f64");
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw in.failure("number `" + cut(digits) + "` out of range");
    }
    return value;
  }

  private String whole(String expected) {
    String digits = text(expected);
    for (int i = 0; i < digits.length(); i++) {
      if (".eE".indexOf(digits.charAt(i)) >= 0) {
        throw in.failure(
            "invalid type: floating point `" + cut(digits) + "`, expected " + expected);
      }
    }
    return digits;
  }

  private String text(String expected) {
    if (!in.isNumberNext()) {
      throw in.invalidType(expected);
    }
    return in.number();
  }

  private JsonException outOfRange(String digits, String expected) {
    return in.failure("invalid value: integer `" + cut(digits) + "`, expected " + expected);
  }

  private static String cut(String digits) {
    return digits.length() <= 2 * LONGEST_INTEGER
        ? digits
        : digits.substring(0, LONGEST_INTEGER) + "…";
  }
}
