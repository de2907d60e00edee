package org.dora.common.hub;

/** Makes texts of an index or a lock file fit for the terminal: other people wrote them. */
public final class Untrusted {
  private Untrusted() {}

  /**
   * Returns a text without what could move the cursor or reorder the line: controls, marks of
   * writing direction, separators of lines and paragraphs.
   */
  public static String shown(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isISOControl(c) && !reorders(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean reorders(char c) {
    return c == '\u061c'
        || (c >= '\u200e' && c <= '\u200f')
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  static String withoutControls(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> out.append((char) c));
    return out.toString();
  }
}
