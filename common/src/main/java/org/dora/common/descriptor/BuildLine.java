package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of a {@code build} key, split as the released program does it: there is no shell.
 *
 * <p>Words are separated by blanks alone. A word that begins with a double quote ends with the next
 * one that a blank or the end of the line follows, and loses both; anywhere else quotes, like
 * backslashes and single quotes, are ordinary characters. (dataflow.md section 8.2; the details
 * were found by running the released program.)
 */
public final class BuildLine {
  private final String line;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private BuildLine(String line) {
    this.line = line;
  }

  /** Returns the lines of a {@code build} key that hold a command. */
  public static List<String> linesOf(String build) {
    return build.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Returns program and arguments of a line; none if there are only blanks. */
  public static List<String> split(String line) {
    return new BuildLine(line).words().stream().map(Word::text).toList();
  }

  /** Returns what a shell would act upon in a line and what is passed on as text instead. */
  static List<String> shellSyntax(String line) {
    List<String> found = new ArrayList<>();
    for (Word word : new BuildLine(line).words()) {
      if (!word.quoted()) {
        for (String sign : List.of("&&", "|", ">", "$")) {
          if (word.text().contains(sign) && !found.contains(sign)) {
            found.add(sign);
          }
        }
      }
    }
    return found;
  }

  /** A word, without its quotes. */
  private record Word(String text, boolean quoted) {}

  private List<Word> words() {
    while (true) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      if (at == line.length()) {
        return words;
      }
      int end = line.charAt(at) == '"' ? closingQuote() : endOfWord();
      String word = line.substring(at, end);
      boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
      words.add(new Word(quoted ? word.substring(1, word.length() - 1) : word, quoted));
      at = end;
    }
  }

  private int endOfWord() {
    int blank = line.indexOf(' ', at);
    return blank < 0 ? line.length() : blank;
  }

  /** Returns where the quoted word ends; without a closing quote it takes the rest of the line. */
  private int closingQuote() {
    for (int i = at + 1; i < line.length(); i++) {
      if (line.charAt(i) == '"' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
        return i + 1;
      }
    }
    return line.length();
  }
}
