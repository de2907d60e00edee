package org.dora.cli.log;

import java.util.HashMap;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;

/**
 * Says which log messages the user wants to see: {@code --log-level}, and {@code --log-filter} for
 * single nodes (cli.md, section 3).
 *
 * @param minimum level that messages must have, {@link LogLevel#STDOUT} for all
 * @param ofNodes levels that apply instead to the messages of some nodes
 */
public record LogFilter(LogLevel minimum, Map<String, LogLevel> ofNodes) {
  /** Shows everything. */
  public static final LogFilter NONE = new LogFilter(LogLevel.STDOUT, Map.of());

  public LogFilter {
    ofNodes = Map.copyOf(ofNodes);
  }

  /**
   * Reads the options as the user wrote them.
   *
   * @param minimum level of {@code --log-level}
   * @param filter value of {@code --log-filter}: {@code node1=level,node2=level}, or empty. Of
   *     several levels of one node the last counts; names of nodes that do not exist do no harm
   * @throws CliException if the filter cannot be understood
   */
  public static LogFilter parse(LogLevel minimum, String filter) {
    Map<String, LogLevel> ofNodes = new HashMap<>();
    for (String part : filter.split(",", -1)) {
      String entry = part.strip();
      if (!entry.isEmpty()) {
        int sign = entry.indexOf('=');
        if (sign < 0) {
          throw CliException.failure("invalid filter: '" + entry + "', expected 'node=level'");
        }
        ofNodes.put(entry.substring(0, sign).strip(), level(entry.substring(sign + 1).strip()));
      }
    }
    return new LogFilter(minimum, ofNodes);
  }

  /**
   * Reads a level in any case.
   *
   * @throws CliException naming the levels there are
   */
  public static LogLevel level(String text) {
    return LogLevel.of(text)
        .orElseThrow(() ->
            CliException.failure(
                "invalid log level: '"
                    + text
                    + "', expected one of: error, warn, info, debug, trace, stdout"));
  }

  /** Returns whether the user wants to see a message. */
  public boolean shows(LogMessage message) {
    return message.level().passes(levelFor(message));
  }

  /** Returns the level at which nothing is missed that the user wants to see. */
  public LogLevel loosest() {
    LogLevel loosest = minimum;
    for (LogLevel level : ofNodes.values()) {
      loosest = level.passes(loosest) ? loosest : level;
    }
    return loosest;
  }

  private LogLevel levelFor(LogMessage message) {
    if (ofNodes.isEmpty() || message.nodeId() == null) {
      return minimum;
    }
    return ofNodes.getOrDefault(message.nodeId().value(), minimum);
  }
}
