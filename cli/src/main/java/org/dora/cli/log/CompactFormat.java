package org.dora.cli.log;

import org.dora.common.log.LogMessage;

/** {@code HH:MM:SS LEVEL node: message}; never coloured (cli.md, section 3). */
final class CompactFormat implements LineFormat {
  private final WallClock clock;

  CompactFormat(WallClock clock) {
    this.clock = clock;
  }

  @Override
  public void append(StringBuilder out, LogMessage message) {
    clock.append(out, message.timestamp());
    out.append(' ')
        .append(message.level().name())
        .append(' ')
        .append(message.nodeId() == null ? "dora" : message.nodeId().value())
        .append(": ")
        .append(message.message())
        .append('\n');
  }
}
