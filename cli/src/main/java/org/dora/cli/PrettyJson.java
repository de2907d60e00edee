package org.dora.cli;

import java.util.List;
import java.util.Map;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document with two blanks for each level, as {@code --format json} prints those
 * that are no JSON Lines (cli.md 1.5). Jackson would cost more time than the command itself.
 */
public final class PrettyJson {
  private final StringBuilder text = new StringBuilder();

  private PrettyJson() {}

  /**
   * Returns the document, without a line end behind it.
   *
   * @param value null, text, a number, a boolean, JSON, a list of such values, or a map from texts
   *     to them in the order wanted
   */
  public static String of(@Nullable Object value) {
    PrettyJson json = new PrettyJson();
    json.value(value, 0);
    return json.text.toString();
  }

  private void value(@Nullable Object value, int level) {
    if (value instanceof Map<?, ?> map) {
      object(map, level);
    } else if (value instanceof List<?> list) {
      array(list, level);
    } else if (value instanceof RawJson raw) {
      raw(raw.text(), level);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void object(Map<?, ?> map, int level) {
    boolean first = true;
    text.append('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      next(first, level + 1);
      first = false;
      string(String.valueOf(entry.getKey()));
      text.append(": ");
      value(entry.getValue(), level + 1);
    }
    end('}', first, level);
  }

  private void array(List<?> list, int level) {
    boolean first = true;
    text.append('[');
    for (Object element : list) {
      next(first, level + 1);
      first = false;
      value(element, level + 1);
    }
    end(']', first, level);
  }

  /** Breaks and indents the lines of a text that is known to be JSON. */
  private void raw(String json, int outer) {
    int level = outer;
    boolean opened = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c <= ' ') {
        continue;
      }
      boolean closes = c == '}' || c == ']';
      level -= closes ? 1 : 0;
      if (opened != closes) {
        text.append('\n').repeat(' ', 2 * level);
      }
      opened = c == '{' || c == '[';
      switch (c) {
        case '{', '[' -> {
          text.append(c);
          level++;
        }
        case ',' -> text.append(",\n").repeat(' ', 2 * level);
        case ':' -> text.append(": ");
        case '"' -> {
          int end = endOfString(json, i);
          text.append(json, i, end);
          i = end - 1;
        }
        default -> text.append(c);
      }
    }
  }

  private static int endOfString(String json, int start) {
    int at = start + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private void next(boolean first, int level) {
    text.append(first ? "\n" : ",\n").repeat(' ', 2 * level);
  }

  private void end(char bracket, boolean empty, int level) {
    if (!empty) {
      text.append('\n').repeat(' ', 2 * level);
    }
    text.append(bracket);
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 0xF, 16));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
