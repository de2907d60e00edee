package org.dora.common.descriptor;

import java.util.Locale;
import java.util.Optional;

/**
 * Level of a log line, most important first; {@code STDOUT} is that of lines without a level of
 * their own (daemon.md section 7).
 */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE,
  STDOUT;

  /** Returns the level of a name in any case. */
  public static Optional<LogLevel> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "error" -> Optional.of(ERROR);
      case "warn" -> Optional.of(WARN);
      case "info" -> Optional.of(INFO);
      case "debug" -> Optional.of(DEBUG);
      case "trace" -> Optional.of(TRACE);
      case "stdout" -> Optional.of(STDOUT);
      default -> Optional.empty();
    };
  }

  /**
   * Whether a line of this level passes a filter: {@code STDOUT} lets everything pass, the others
   * let pass what is as important or more, and no line without a level.
   */
  public boolean passes(LogLevel minimum) {
    return compareTo(minimum) <= 0;
  }

  /** The name as the descriptor writes it, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
