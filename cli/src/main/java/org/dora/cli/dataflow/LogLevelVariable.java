package org.dora.cli.dataflow;

import java.util.Locale;
import java.util.Map;
import org.dora.common.control.LogFilter;

/** Which log messages {@code start} asks for while attached: as {@code RUST_LOG} says. */
final class LogLevelVariable {
  private LogLevelVariable() {}

  /** Returns the level of the variable; what is no level counts for nothing. */
  static LogFilter of(Map<String, String> environment) {
    String text = environment.getOrDefault("RUST_LOG", "").toUpperCase(Locale.ROOT);
    for (LogFilter filter : LogFilter.values()) {
      if (filter.name().equals(text)) {
        return filter;
      }
    }
    return LogFilter.INFO;
  }
}
