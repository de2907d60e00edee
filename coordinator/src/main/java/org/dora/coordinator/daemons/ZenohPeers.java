package org.dora.coordinator.daemons;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a new daemon dials: all that came before it, so that every two are linked without multicast
 * (control-protocol.md, section 10).
 */
final class ZenohPeers {
  private ZenohPeers() {}

  static List<String> of(List<ConnectedDaemon> earlier, ConnectedDaemon newcomer) {
    List<String> endpoints = new ArrayList<>();
    for (ConnectedDaemon daemon : earlier) {
      String everywhere = daemon.endpoints().endpoint();
      String loopback = daemon.endpoints().loopbackEndpoint();
      if (everywhere != null) {
        endpoints.add(everywhere);
      } else if (loopback != null && isLocal(daemon) && isLocal(newcomer)) {
        endpoints.add(loopback);
      }
    }
    return endpoints;
  }

  private static boolean isLocal(ConnectedDaemon daemon) {
    return daemon.address().getAddress().isLoopbackAddress();
  }
}
