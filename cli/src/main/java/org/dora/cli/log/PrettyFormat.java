package org.dora.cli.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * {@code HH:MM:SS LEVEL node: target message}, in the released program's layout and colours but
 * without its empty escapes (cli.md, section 3).
 */
final class PrettyFormat implements LineFormat {
  private static final String RESET = "\u001b[0m";
  private static final String DIM = "\u001b[2m";
  private static final String COLON = "\u001b[1;90m:\u001b[0m";

  /** Bold colours for nodes; red and yellow are left to the levels. */
  private static final List<String> NODE_COLOURS =
      List.of(
          "\u001b[1;32m",
          "\u001b[1;34m",
          "\u001b[1;35m",
          "\u001b[1;36m",
          "\u001b[1;92m",
          "\u001b[1;94m",
          "\u001b[1;95m",
          "\u001b[1;96m");

  /** Texts that set a message of no node apart by empty lines. */
  private static final List<String> MILESTONES = List.of("spawning", "node finished", "stopping");

  private final WallClock clock;
  private final boolean colours;
  private final boolean daemons;
  private final Map<NodeId, String> nodes = new HashMap<>();
  private final String nobody;

  /**
   * @param daemons whether the machine of each message is named
   */
  PrettyFormat(WallClock clock, boolean colours, boolean daemons) {
    this.clock = clock;
    this.colours = colours;
    this.daemons = daemons;
    this.nobody = colours ? DIM + "[dora]" + RESET : "[dora]";
  }

  @Override
  public void append(StringBuilder out, LogMessage message) {
    boolean milestone = isMilestone(message);
    if (milestone) {
      out.append('\n');
    }
    clock.append(out, message.timestamp());
    out.append(' ');
    LogLevel level = message.level();
    out.append(colours ? LevelName.coloured(level, "\u001b[2;3;94m") : LevelName.padded(level));
    out.append(' ');
    out.append(name(message.nodeId()));
    if (daemons && message.daemonId() != null) {
      String machine = message.daemonId().machineId();
      out.append(machine == null ? " on default daemon" : " on daemon `" + machine + "`");
    }
    out.append(colours ? COLON : ":").append(' ');
    target(out, message.target());
    out.append(message.message()).append('\n');
    if (milestone) {
      out.append('\n');
    }
  }

  private static boolean isMilestone(LogMessage message) {
    return message.nodeId() == null && MILESTONES.stream().anyMatch(message.message()::contains);
  }

  private String name(@Nullable NodeId node) {
    if (node == null) {
      return nobody;
    }
    return colours ? nodes.computeIfAbsent(node, PrettyFormat::coloured) : node.value();
  }

  private void target(StringBuilder out, @Nullable String target) {
    if (target != null) {
      out.append(colours ? DIM : "").append(target).append(' ').append(colours ? RESET : "");
    }
  }

  private static String coloured(NodeId node) {
    int colour = Math.floorMod(node.value().hashCode(), NODE_COLOURS.size());
    return NODE_COLOURS.get(colour) + node.value() + RESET;
  }
}
