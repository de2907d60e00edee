package org.dora.cli.log;

import org.dora.common.descriptor.LogLevel;

/** How levels stand in lines for people: names of one width, in the released colours. */
public final class LevelName {
  private static final String RESET = "\u001b[0m";

  private LevelName() {}

  /** Returns the name with blanks behind it. */
  public static String padded(LogLevel level) {
    return switch (level) {
      case ERROR -> "ERROR ";
      case WARN -> "WARN  ";
      case INFO -> "INFO  ";
      case DEBUG -> "DEBUG ";
      case TRACE -> "TRACE ";
      case STDOUT -> "stdout";
    };
  }

  /**
   * Returns the name with blanks behind it, in colour.
   *
   * @param ofStdout the escape for {@code stdout}, which the released program has two of
   */
  public static String coloured(LogLevel level, String ofStdout) {
    String colour =
        switch (level) {
          case ERROR -> "\u001b[31m";
          case WARN -> "\u001b[33m";
          case INFO -> "\u001b[32m";
          case DEBUG -> "\u001b[94m";
          case TRACE -> "\u001b[2m";
          case STDOUT -> ofStdout;
        };
    return colour + padded(level) + RESET;
  }
}
