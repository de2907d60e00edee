package org.dora.cli.graph;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements that are HTML and XML at once. Whatever is given as text or as an attribute is
 * escaped here, so that nothing from a descriptor can become markup.
 */
final class Markup {
  private final StringBuilder out = new StringBuilder(16_384);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes name, value, name, value
   */
  Markup begin(String element, String... attributes) {
    tag(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Markup end() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element of HTML or SVG that has no content. */
  Markup empty(String element, String... attributes) {
    tag(element, attributes);
    out.append("/>");
    return this;
  }

  /** Writes an element that holds only text. */
  Markup element(String element, String text, String... attributes) {
    return begin(element, attributes).text(text).end();
  }

  /** Writes text. */
  Markup text(String text) {
    escape(text, false);
    return this;
  }

  /** Begins a new line, for those who read the source. */
  Markup line() {
    out.append('\n');
    return this;
  }

  /** Writes what is markup already: our own files. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  private void tag(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], true);
      out.append('"');
    }
  }

  private void escape(String text, boolean attribute) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(attribute ? "&#" + c + ";" : Character.toString(c));
        default -> out.appendCodePoint(isAllowed(c) ? c : 0xfffd);
      }
    }
  }

  /** Which characters XML 1.0 can hold at all. */
  private static boolean isAllowed(int c) {
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    return c >= ' ' && !surrogate && (c & 0xfffe) != 0xfffe;
  }

  /** Returns what was written so far. */
  @Override
  public String toString() {
    return out.toString();
  }
}
