package org.dora.cli.log;

import java.util.Locale;
import java.util.Optional;
import org.dora.cli.CliException;

/** The forms of a log message on stdout, values of {@code --log-format} (cli.md, section 3). */
public enum LogFormat {
  /** For humans: time, level, node, target, message; coloured on a terminal. */
  PRETTY,
  /** For programs: one JSON object a line. */
  JSON,
  /** For humans with narrow terminals: time, level, node, message. */
  COMPACT;

  /** Returns the format of a name as {@code --log-format} takes it. */
  public static Optional<LogFormat> of(String name) {
    for (LogFormat format : values()) {
      if (format.text().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the format that a value of {@code --log-format} names.
   *
   * @throws CliException if there is no such format
   */
  public static LogFormat parse(String value) {
    return of(value)
        .orElseThrow(() ->
            CliException.usage(
                "invalid value '"
                    + value
                    + "' for '--log-format <FORMAT>': expected pretty, json or compact"));
  }

  /** The name as {@code --log-format} takes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
