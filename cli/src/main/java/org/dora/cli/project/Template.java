package org.dora.cli.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a file before its names are known: a resource with {@code {{name}}} in places. */
final class Template {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String name;
  private final String text;

  private Template(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** Reads one of the resources beside this class. */
  static Template named(String name) {
    try (@Nullable InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no template " + name);
      }
      return new Template(name, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text with all its places filled. */
  String filled(Map<String, String> values) {
    StringBuilder filled = new StringBuilder(text.length() + 64);
    int from = 0;
    int open;
    while ((open = text.indexOf(OPEN, from)) >= 0) {
      int close = text.indexOf(CLOSE, open);
      String place = text.substring(open + OPEN.length(), close);
      String value = values.get(place);
      if (value == null) {
        throw new IllegalStateException("template " + name + " needs a value for " + place);
      }
      filled.append(text, from, open).append(value);
      from = close + CLOSE.length();
    }
    return filled.append(text, from, text.length()).toString();
  }
}
