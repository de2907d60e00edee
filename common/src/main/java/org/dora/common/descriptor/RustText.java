package org.dora.common.descriptor;

/** Shows text as the released program's messages do. */
final class RustText {
  private RustText() {}

  /** Returns text in quotes, with escapes for what would not stay on its line. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0 -> quoted.append("\\0");
      default -> {
        if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
          quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
          quoted.appendCodePoint(c);
        }
      }
    }
  }
}
