package org.dora.node.logging;

/** Writes strings as JSON (RFC 8259, section 7), without a library: log lines need nothing else. */
final class JsonText {
  private JsonText() {}

  /** Appends {@code text} in quotes; halves of surrogate pairs become U+FFFD. */
  static void append(StringBuilder to, String text) {
    to.append('"');
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> appendOther(to, c);
      }
    }
    to.append('"');
  }

  private static void appendOther(StringBuilder to, int c) {
    if (c < 0x20 || c == 0x7F) {
      to.append(String.format("\\u%04x", c));
    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      to.append('\uFFFD');
    } else {
      to.appendCodePoint(c);
    }
  }
}
