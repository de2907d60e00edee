package org.dora.cli.log;

import java.time.ZoneId;
import org.dora.common.log.LogMessage;

/** Turns log messages into text, one after the other; confined to one thread. */
interface LineFormat {

  /** Appends a message and its newline. */
  void append(StringBuilder out, LogMessage message);

  static LineFormat of(LogFormat format, boolean colours, ZoneId zone, boolean daemons) {
    return switch (format) {
      case PRETTY -> new PrettyFormat(new WallClock(zone), colours, daemons);
      case COMPACT -> new CompactFormat(new WallClock(zone));
      case JSON -> (out, message) -> out.append(message.toJson()).append('\n');
    };
  }
}
