package org.dora.cli;

import java.util.Map;
import org.dora.daemon.connection.DynamicNodeListener;

/**
 * Where {@code dora run} waits for nodes that are started by hand: where they look for it. The
 * released program waits on the default port only.
 */
final class DynamicNodePort {
  private static final String VARIABLE = "DORA_DAEMON_LOCAL_LISTEN_PORT";
  private static final int LARGEST = 65535;

  private DynamicNodePort() {}

  /** Returns the port that nodes use in this environment (node-protocol.md, section 1.4). */
  static int of(Map<String, String> environment) {
    try {
      int port = Integer.parseInt(environment.getOrDefault(VARIABLE, ""));
      return port > 0 && port <= LARGEST ? port : DynamicNodeListener.DEFAULT_PORT;
    } catch (NumberFormatException _) {
      return DynamicNodeListener.DEFAULT_PORT;
    }
  }
}
