package org.dora.common.yaml;

/**
 * A text as a scalar of block YAML: which quotes it needs, and how it is spelt within them. The
 * choices are those of libyaml 0.2 as the released program drives it, since the fingerprint of a
 * session is taken from these bytes (dataflow.md section 9.2).
 *
 * <p>Unpaired surrogates, which UTF-8 cannot hold, must have been replaced.
 */
final class BlockScalar {
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;
  private static final int NEXT_LINE = 0x85;
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private static final String FORBIDDEN_FIRST = "#,[]{}&*!|>'\"%@`";

  private boolean plainAllowed = true;
  private boolean singleQuotedAllowed = true;
  private boolean literalAllowed = true;

  private BlockScalar() {}

  /** How a text is written. */
  enum Form {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL
  }

  /** Returns the form of a value. */
  static Form form(String text) {
    BlockScalar traits = analyse(text);
    if (text.indexOf('\n') >= 0) {
      return traits.literalAllowed ? Form.LITERAL : Form.DOUBLE_QUOTED;
    }
    if (traits.plainAllowed && readsBackAsText(text)) {
      return Form.PLAIN;
    }
    return traits.singleQuotedAllowed ? Form.SINGLE_QUOTED : Form.DOUBLE_QUOTED;
  }

  /** Whether a text fits in the line of its key; if not, the key is introduced by {@code ?}. */
  static boolean hasBreak(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBreak(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the text between double quotes. */
  static String doubleQuoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isPrintable(c) && !isBreak(c) && c != '"' && c != '\\') {
        out.appendCodePoint(c);
      } else {
        escape(c, out);
      }
    }
    return out.append('"').toString();
  }

  static boolean isBreak(int c) {
    return c == '\n'
        || c == '\r'
        || c == NEXT_LINE
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case 0 -> out.append("\\0");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case 0x0b -> out.append("\\v");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      case 0x1b -> out.append("\\e");
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case NEXT_LINE -> out.append("\\N");
      case LINE_SEPARATOR -> out.append("\\L");
      case PARAGRAPH_SEPARATOR -> out.append("\\P");
      default -> out.append(String.format(c <= 0xff ? "\\x%02X" : "\\u%04X", c));
    }
  }

  /** Whether a plain scalar of this text is read as text, and as this one by every YAML reader. */
  private static boolean readsBackAsText(String text) {
    YamlNode.Scalar plain = new YamlNode.Scalar(text, YamlNode.Style.PLAIN, null, Position.START);
    return plain.value() instanceof ScalarValue.Text && !ScalarResolver.isZerosFirst(text);
  }

  private static BlockScalar analyse(String text) {
    BlockScalar traits = new BlockScalar();
    if (text.isEmpty()) {
      traits.literalAllowed = false;
      return traits;
    }
    traits.indicators(text);
    traits.characters(text);
    traits.blanks(text);
    return traits;
  }

  private void indicators(String text) {
    char first = text.charAt(0);
    if (text.startsWith("---")
        || text.startsWith("...")
        || FORBIDDEN_FIRST.indexOf(first) >= 0
        || ((first == '-' || first == '?') && isBlankOrEnd(text, 1))) {
      plainAllowed = false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == ':' && isBlankOrEnd(text, i + 1))
          || (c == '#' && i > 0 && isBlankOrEnd(text, i - 1))) {
        plainAllowed = false;
      }
    }
  }

  private void characters(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!isPrintable(c)) {
        plainAllowed = false;
        singleQuotedAllowed = false;
        literalAllowed = false;
      }
      if (isBreak(c)) {
        plainAllowed = false;
      }
    }
  }

  private void blanks(String text) {
    int last = text.length() - 1;
    if (text.charAt(0) == ' ' || text.charAt(last) == ' ') {
      plainAllowed = false;
    }
    if (text.charAt(last) == ' ') {
      literalAllowed = false;
    }
    for (int i = 0; i < last; i++) {
      char c = text.charAt(i);
      char next = text.charAt(i + 1);
      if (isBreak(c) && next == ' ') {
        singleQuotedAllowed = false;
      } else if (c == ' ' && isBreak(next)) {
        singleQuotedAllowed = false;
        literalAllowed = false;
      }
    }
  }

  private static boolean isBlankOrEnd(String text, int at) {
    if (at >= text.length()) {
      return true;
    }
    char c = text.charAt(at);
    return c == ' ' || c == '\t' || c == 0 || isBreak(c);
  }

  private static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c < 0x7f)
        || (c >= 0xa0 && c != BYTE_ORDER_MARK && c != 0xfffe && c != 0xffff);
  }
}
