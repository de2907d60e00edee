package org.dora.common.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.yaml.YamlNode.Entry;
import org.dora.common.yaml.YamlNode.Scalar;
import org.dora.common.yaml.YamlNode.Style;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of a JSON document, or of JSON with tags as {@link FlowWriter} writes it, without
 * starting the YAML engine: that costs a node 50 ms of its start. Whatever is not plainly JSON is
 * left to the engine, which also words all errors; the trees are the same.
 */
final class JsonComposer {
  private final String text;
  private int at;
  private int line = 1;

  /** Where column 1 would be, counting characters beyond 16 bits once. */
  private int lineStart;

  private int depth;

  private JsonComposer(String text) {
    this.text = text;
  }

  /** Returns the document's root, or null if the text is not plainly JSON. */
  static @Nullable YamlNode compose(String text) {
    JsonComposer composer = new JsonComposer(text);
    try {
      composer.skipSpace();
      if (composer.at == text.length() || "{[".indexOf(composer.peek()) < 0) {
        return null;
      }
      YamlNode root = composer.value();
      composer.skipSpace();
      return composer.at == text.length() ? root : null;
    } catch (NotJsonException e) {
      return null;
    }
  }

  private YamlNode value() {
    Position position = position();
    String tag = peek() == '!' ? tag() : null;
    if (++depth > YamlComposer.MAX_DEPTH) {
      throw new NotJsonException();
    }
    YamlNode value =
        switch (peek()) {
          case '{' -> mapping(tag, position);
          case '[' -> sequence(tag, position);
          case '"' -> new Scalar(string(), Style.DOUBLE_QUOTED, tag, position);
          default -> new Scalar(plain(), Style.PLAIN, tag, position);
        };
    depth--;
    return value;
  }

  private YamlNode.Mapping mapping(@Nullable String tag, Position position) {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    at++;
    skipSpace();
    while (peek() != '}') {
      Position keyPosition = position();
      Scalar key = new Scalar(string(), Style.DOUBLE_QUOTED, null, keyPosition);
      if (!keys.add(key.text())) {
        throw new NotJsonException();
      }
      skipSpace();
      expect(':');
      skipSpace();
      entries.add(new Entry(key, value()));
      nextItem('}');
    }
    at++;
    return new YamlNode.Mapping(entries, tag, position);
  }

  private YamlNode.Sequence sequence(@Nullable String tag, Position position) {
    List<YamlNode> items = new ArrayList<>();
    at++;
    skipSpace();
    while (peek() != ']') {
      items.add(value());
      nextItem(']');
    }
    at++;
    return new YamlNode.Sequence(items, tag, position);
  }

  /** Passes the comma before a further item, or stops at the closing bracket. */
  private void nextItem(char closing) {
    skipSpace();
    if (peek() == closing) {
      return;
    }
    expect(',');
    skipSpace();
    if (peek() == closing) {
      throw new NotJsonException();
    }
  }

  private String tag() {
    int end = at + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    if (end == at + 1 || end == text.length() || text.charAt(end) != ' ') {
      throw new NotJsonException();
    }
    String tag = text.substring(at, end);
    at = end;
    skipSpace();
    return tag;
  }

  /** A number in JSON's form, or one of its three words. */
  private String plain() {
    int end = at;
    while (end < text.length()
        && (isWord(text.charAt(end)) || "+-.".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    String word = text.substring(at, end);
    if (!word.equals("null") && !word.equals("true") && !word.equals("false") && !isNumber(word)) {
      throw new NotJsonException();
    }
    at = end;
    return word;
  }

  private static boolean isNumber(String word) {
    int i = word.startsWith("-") ? 1 : 0;
    int whole = digits(word, i);
    if (whole == i || (word.charAt(i) == '0' && whole > i + 1)) {
      return false;
    }
    i = whole;
    if (i < word.length() && word.charAt(i) == '.') {
      int fraction = digits(word, i + 1);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < word.length() && (word.charAt(i) == 'e' || word.charAt(i) == 'E')) {
      int sign = i + 1 < word.length() && "+-".indexOf(word.charAt(i + 1)) >= 0 ? 2 : 1;
      int exponent = digits(word, i + sign);
      return exponent > i + sign && exponent == word.length();
    }
    return i == word.length();
  }

  private static int digits(String word, int from) {
    int end = from;
    while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private String string() {
    expect('"');
    int from = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      requireOrdinary(text.charAt(at++));
    }
    if (peek() == '"') {
      return text.substring(from, at++);
    }
    StringBuilder out = new StringBuilder(text.substring(from, at));
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        out.append(escape());
      } else {
        requireOrdinary(c);
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  /** What YAML might refuse or fold is left to the engine. */
  private void requireOrdinary(char c) {
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c >= 0xfeff) {
      throw new NotJsonException();
    }
    if (Character.isLowSurrogate(c)) {
      lineStart++;
    }
  }

  private char escape() {
    return switch (peek()) {
      case '"', '\\', '/' -> text.charAt(at++);
      case 'n' -> skipped('\n');
      case 't' -> skipped('\t');
      case 'r' -> skipped('\r');
      case 'b' -> skipped('\b');
      case 'f' -> skipped('\f');
      case 'u' -> unicode();
      default -> throw new NotJsonException();
    };
  }

  private char skipped(char meant) {
    at++;
    return meant;
  }

  private char unicode() {
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        throw new NotJsonException();
      }
      code = code * 16 + digit;
    }
    at += 5;
    return (char) code;
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = at + 1;
      } else if (c != ' ') {
        return;
      }
      at++;
    }
  }

  private char peek() {
    if (at == text.length()) {
      throw new NotJsonException();
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new NotJsonException();
    }
    at++;
  }

  private Position position() {
    return new Position(line, at - lineStart + 1);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Leaves the text to the YAML engine. */
  private static final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super(null, null, false, false);
    }
  }
}
