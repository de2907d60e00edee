package org.dora.common.schema;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.dora.common.yaml.FlowWriter;

/** Writes a schema as JSON that people can read, too. */
final class SchemaText {
  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder(1 << 16);

  private SchemaText() {}

  /** Returns the lines of a schema, the last with a line feed. */
  static String of(Schema schema) {
    SchemaText text = new SchemaText();
    text.value(schema, 0);
    return text.out.append('\n').toString();
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Schema schema -> map(schema.keywords(), depth);
      case Map<?, ?> map -> map(map, depth);
      case Collection<?> list -> list(list, depth);
      case String text -> out.append(new FlowWriter().text(text));
      default -> out.append(value);
    }
  }

  private void map(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    out.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      line(depth + 1);
      value(entry.getKey(), depth);
      out.append(": ");
      value(entry.getValue(), depth + 1);
      out.append(entries.hasNext() ? "," : "");
    }
    line(depth);
    out.append('}');
  }

  /** A list of plain values stands on one line if it is short. */
  private void list(Collection<?> list, int depth) {
    int start = out.length();
    if (isPlain(list)) {
      items(list, depth, false);
      if (out.length() - start <= WIDTH) {
        return;
      }
      out.setLength(start);
    }
    items(list, depth, true);
  }

  private void items(Collection<?> list, int depth, boolean lines) {
    out.append('[');
    Iterator<?> items = list.iterator();
    while (items.hasNext()) {
      if (lines) {
        line(depth + 1);
      }
      value(items.next(), depth + 1);
      out.append(items.hasNext() ? (lines ? "," : ", ") : "");
    }
    if (lines) {
      line(depth);
    }
    out.append(']');
  }

  private static boolean isPlain(Collection<?> list) {
    for (Object item : list) {
      if (item instanceof Schema || item instanceof Map<?, ?> || item instanceof Collection<?>) {
        return false;
      }
    }
    return true;
  }

  private void line(int depth) {
    out.append('\n').append("  ".repeat(depth));
  }
}
