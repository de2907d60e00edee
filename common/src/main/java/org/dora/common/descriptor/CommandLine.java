package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.DoraException;

/**
 * Splits a node's {@code args} into words by the quoting rules of a POSIX shell, without any
 * expansion (dataflow.md section 5.1).
 */
public final class CommandLine {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private CommandLine(String text) {
    this.text = text;
  }

  /**
   * Returns the words of {@code args}; a word that starts with {@code #} begins a comment that
   * lasts to the end of the line.
   *
   * @throws InvalidQuotingException if a quote is not closed or a backslash ends the text
   */
  public static List<String> split(String args) {
    return new CommandLine(args).words();
  }

  private List<String> words() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n') {
        at++;
      } else if (c == '#') {
        skipComment();
      } else if (text.startsWith("\\\n", at)) {
        at += 2;
      } else {
        words.add(word());
      }
    }
    return List.copyOf(words);
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n' -> {
          return word.toString();
        }
        case '\'' -> singleQuoted(word);
        case '"' -> doubleQuoted(word);
        case '\\' -> {
          char escaped = next();
          if (escaped != '\n') {
            word.append(escaped);
          }
        }
        default -> word.append(c);
      }
    }
    return word.toString();
  }

  private void singleQuoted(StringBuilder word) {
    int end = text.indexOf('\'', at);
    if (end < 0) {
      throw new InvalidQuotingException(text);
    }
    word.append(text, at, end);
    at = end + 1;
  }

  private void doubleQuoted(StringBuilder word) {
    for (char c = next(); c != '"'; c = next()) {
      if (c != '\\') {
        word.append(c);
        continue;
      }
      char escaped = next();
      switch (escaped) {
        case '$', '`', '"', '\\' -> word.append(escaped);
        case '\n' -> {}
        default -> word.append('\\').append(escaped);
      }
    }
  }

  private char next() {
    if (at == text.length()) {
      throw new InvalidQuotingException(text);
    }
    return text.charAt(at++);
  }

  /** A text with a quote that is not closed, or with a backslash at its end. */
  public static final class InvalidQuotingException extends DoraException {
    private static final long serialVersionUID = 1L;

    InvalidQuotingException(String args) {
      super("invalid quoting in node args: " + args);
    }
  }
}
