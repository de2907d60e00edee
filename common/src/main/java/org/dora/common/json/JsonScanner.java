package org.dora.common.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Passes over the tokens of a JSON text in UTF-8; refuses what RFC 8259 does not know. */
final class JsonScanner {
  /** What {@link #peek} returns behind the last byte. */
  static final int END = -1;

  /** Longest piece of a text that a failure cites. */
  private static final int LONGEST_CITATION = 60;

  private final byte[] bytes;
  private final int end;
  private final JsonPath path;
  private int at;

  /** Unlike a String's constructor it refuses what is malformed. */
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  JsonScanner(byte[] bytes, int from, int end, JsonPath path) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.path = path;
  }

  JsonException failure(String reason) {
    return new JsonException(path.toString(), at, reason);
  }

  JsonException invalidType(String expected) {
    return failure("invalid type: " + found() + ", expected " + expected);
  }

  int position() {
    return at;
  }

  RawJson since(int from) {
    return new RawJson(bytes, from, at, path.toString());
  }

  /** Passes blanks and returns the byte behind them without passing it. */
  int peek() {
    while (at < end) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
      at++;
    }
    return END;
  }

  /** Passes a byte if it is the next one behind blanks. */
  boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char c) {
    if (!take(c)) {
      throw failure("expected `" + c + "`, found " + found());
    }
  }

  /** Passes {@code true}, {@code false} or {@code null} if it is the next value. */
  boolean takeWord(String word) {
    peek();
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  boolean isNumberNext() {
    int next = peek();
    return next == '-' || isDigit(next);
  }

  /** Passes a number and returns its text. */
  String number() {
    int from = at;
    passNumber();
    return ascii(from, at);
  }

  void passNumber() {
    if (bytes[at] == '-') {
      at++;
    }
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      digits();
    }
  }

  private void digits() {
    int from = at;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    if (at == from) {
      throw failure("invalid number: expected a digit, found " + cited(at));
    }
  }

  /** Passes a list of numbers from 0 to 255, behind its bracket, and returns them. */
  byte[] byteList() {
    byte[] list = new byte[peek() == ']' ? 0 : mostItems()];
    int count = 0;
    if (!take(']')) {
      do {
        peek();
        list[count++] = (byte) byteValue();
      } while (take(','));
      expect(']');
    }
    return list;
  }

  private int byteValue() {
    int from = at;
    int value = 0;
    while (at < end && isDigit(bytes[at]) && value <= 0xFF) {
      value = value * 10 + bytes[at++] - '0';
    }
    boolean whole = at == end || (bytes[at] != '.' && bytes[at] != 'e' && bytes[at] != 'E');
    if (at == from || value > 0xFF || !whole || (bytes[from] == '0' && at > from + 1)) {
      at = from;
      throw failure("invalid value: " + found() + ", expected u8");
    }
    return value;
  }

  /** Returns how many values the list that begins here can have at most. */
  private int mostItems() {
    int commas = 0;
    for (int i = at; i < end && bytes[i] != ']'; i++) {
      if (bytes[i] == ',') {
        commas++;
      }
    }
    return commas + 1;
  }

  /** Passes a text and returns it. */
  String string() {
    expect('"');
    int from = at;
    boolean ascii = true;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        String text = ascii ? ascii(from, at) : decoded(from, at);
        at++;
        return text;
      }
      if (b == '\\') {
        return withEscapes(from);
      }
      requireOrdinary(b);
      ascii &= b >= 0;
      at++;
    }
    throw failure("the text ends within a string");
  }

  private String withEscapes(int from) {
    StringBuilder text = new StringBuilder();
    int start = from;
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        text.append(decoded(start, at));
        at++;
        return text.toString();
      }
      if (b == '\\') {
        text.append(decoded(start, at));
        escape(text);
        start = at;
      } else {
        requireOrdinary(b);
        at++;
      }
    }
    throw failure("the text ends within a string");
  }

  /** Passes a text, without looking whether it is UTF-8. */
  void passString() {
    expect('"');
    StringBuilder escapes = new StringBuilder(2);
    while (at < end) {
      byte b = bytes[at];
      if (b == '"') {
        at++;
        return;
      }
      if (b == '\\') {
        escapes.setLength(0);
        escape(escapes);
      } else {
        requireOrdinary(b);
        at++;
      }
    }
    throw failure("the text ends within a string");
  }

  /**
   * Passes a value of any type.
   *
   * @param room how many levels deep it may be
   */
  void passValue(int room) {
    BitSet objects = new BitSet();
    int depth = 0;
    do {
      boolean object = peek() == '{';
      if (object || peek() == '[') {
        if (depth == room) {
          throw tooDeep();
        }
        at++;
        objects.set(depth++, object);
        if (!take(object ? '}' : ']')) {
          passKey(object);
          continue;
        }
        depth--;
      } else {
        passScalar();
      }
      depth = passEnds(objects, depth);
    } while (depth > 0);
  }

  /** Passes what may follow a value within others; returns how many of them are still open. */
  private int passEnds(BitSet objects, int open) {
    int depth = open;
    while (depth > 0) {
      boolean object = objects.get(depth - 1);
      if (!take(object ? '}' : ']')) {
        expect(',');
        passKey(object);
        return depth;
      }
      depth--;
    }
    return 0;
  }

  private void passKey(boolean object) {
    if (object) {
      passString();
      expect(':');
    }
  }

  private void passScalar() {
    if (peek() == '"') {
      passString();
    } else if (isNumberNext()) {
      passNumber();
    } else if (!takeWord("null") && !takeWord("true") && !takeWord("false")) {
      throw failure("expected a value, found " + found());
    }
  }

  JsonException tooDeep() {
    return failure("nested deeper than " + JsonPath.MAX_DEPTH + " levels");
  }

  private void requireOrdinary(byte b) {
    if (b >= 0 && b < 0x20) {
      throw failure("control character " + b + " within a string, expected it escaped");
    }
  }

  private void escape(StringBuilder text) {
    at++;
    if (at == end) {
      throw failure("the text ends within a string");
    }
    switch (bytes[at++]) {
      case '"' -> text.append('"');
      case '\\' -> text.append('\\');
      case '/' -> text.append('/');
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> unicode(text);
      default -> throw failure("invalid escape \\" + cited(at - 1));
    }
  }

  private void unicode(StringBuilder text) {
    char first = hex();
    if (!Character.isSurrogate(first)) {
      text.append(first);
      return;
    }
    boolean paired =
        Character.isHighSurrogate(first)
            && end - at > 2
            && bytes[at] == '\\'
            && bytes[at + 1] == 'u';
    if (paired) {
      at += 2;
      char second = hex();
      if (Character.isLowSurrogate(second)) {
        text.append(first).append(second);
        return;
      }
    }
    throw failure("half a surrogate pair in an escape");
  }

  private char hex() {
    int code = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < end ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) {
        throw failure("invalid escape \\u: expected four hexadecimal digits");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String decoded(int from, int to) {
    try {
      return utf8.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
    } catch (CharacterCodingException _) {
      throw failure("a string is not UTF-8");
    }
  }

  /** What stands here, in the released reader's words. */
  String found() {
    int next = peek();
    return switch (next) {
      case END -> "the end of the text";
      case '{' -> "map";
      case '[' -> "sequence";
      case '"' -> "string " + cited(at);
      case 't', 'f' -> "boolean `" + cited(at) + "`";
      case 'n' -> "null";
      default -> isNumberNext() ? "number `" + cited(at) + "`" : "`" + cited(at) + "`";
    };
  }

  /** The text from a place to the end of the token there, or the beginning of it. */
  private String cited(int from) {
    int to = from;
    boolean quoted = from < end && bytes[from] == '"';
    while (to < end && to - from < LONGEST_CITATION) {
      byte b = bytes[to++];
      if (quoted ? b == '"' && to > from + 1 : ",:]} \n\r\t".indexOf(b) >= 0) {
        return new String(bytes, from, to - from - (quoted ? 0 : 1), StandardCharsets.UTF_8);
      }
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return to < end ? text + "…" : text;
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
