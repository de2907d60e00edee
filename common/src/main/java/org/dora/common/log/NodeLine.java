package org.dora.common.log;

import java.time.Instant;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.json.JsonException;

/**
 * Reads what a node printed as a log message (node-protocol.md, section 13): a JSON object with
 * level and timestamp is one, every other line is raw output.
 *
 * <p>Numbers and booleans in {@code fields} are taken as their text, where the released program
 * takes the whole line as raw output: common JSON loggers write such fields, and their severity
 * would be lost.
 */
public final class NodeLine {
  private NodeLine() {}

  /**
   * Returns what the line says.
   *
   * @param line without its line break
   * @param received the time of a line that tells none
   */
  public static LogMessage read(String line, Instant received) {
    if (mayBeObject(line)) {
      try {
        return LogMessage.parse(line);
      } catch (JsonException _) {
        // not a log message: raw output
      }
    }
    return LogMessage.of(LogLevel.STDOUT, null, line, received);
  }

  /** Keeps ordinary lines, which are most, away from the JSON parser. */
  private static boolean mayBeObject(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return c == '{';
      }
    }
    return false;
  }
}
