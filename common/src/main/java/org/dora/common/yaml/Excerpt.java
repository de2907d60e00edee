package org.dora.common.yaml;

/** Shows a line of a text with a caret below the place in question. */
public final class Excerpt {
  private static final int WIDTH = 100;

  /** Characters before the place that are shown of a long line. */
  private static final int BEFORE = 60;

  private Excerpt() {}

  /**
   * Returns the line with its number and, below it, the caret; several lines without a line feed at
   * the end. Empty if the text has no such line.
   */
  public static String of(String text, Position position) {
    String line = line(text, position.line());
    int at = Math.min(position.column() - 1, line.length());
    if (line.isBlank() && at == 0) {
      return "";
    }
    int from = line.length() <= WIDTH ? 0 : Math.max(0, at - BEFORE);
    int to = Math.min(line.length(), from + WIDTH);
    String head = from == 0 ? "" : "...";
    String shown = head + line.substring(from, to) + (to == line.length() ? "" : "...");
    String number = Integer.toString(position.line());
    String margin = " ".repeat(number.length()) + " |";
    return margin
        + "\n"
        + number
        + " | "
        + visible(shown)
        + "\n"
        + margin
        + " "
        + underlay(line.substring(from, at), head.length())
        + "^";
  }

  private static String line(String text, int number) {
    int start = 0;
    for (int line = 1; line < number; line++) {
      int feed = text.indexOf('\n', start);
      if (feed < 0) {
        return "";
      }
      start = feed + 1;
    }
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Control characters would move the terminal's cursor or worse; tabs stay, the caret's too. */
  private static String visible(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      shown.append(c != '\t' && Character.isISOControl(c) ? '\ufffd' : c);
    }
    return shown.toString();
  }

  private static String underlay(String before, int head) {
    StringBuilder blanks = new StringBuilder(" ".repeat(head));
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (!Character.isLowSurrogate(c)) {
        blanks.append(c == '\t' ? '\t' : ' ');
      }
    }
    return blanks.toString();
  }
}
