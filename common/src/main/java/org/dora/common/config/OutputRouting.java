package org.dora.common.config;

import java.util.List;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * Which way a node's output takes.
 *
 * @param daemonOnly whether all messages go through the daemon
 * @param requiredAckers inputs that must confirm a direct path before it is used
 */
public record OutputRouting(boolean daemonOnly, List<Receiver> requiredAckers) {
  /** Everything goes through the daemon. */
  public static final OutputRouting DAEMON_ONLY = new OutputRouting(true, List.of());

  public OutputRouting {
    requiredAckers = List.copyOf(requiredAckers);
  }

  /** An input of a node. */
  public record Receiver(NodeId node, DataId input) {}
}
