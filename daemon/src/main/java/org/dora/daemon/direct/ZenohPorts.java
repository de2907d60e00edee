package org.dora.daemon.direct;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds free loopback ports for the Zenoh listeners of a dataflow's nodes. A port is free again
 * before its node binds it, so what was handed out once is remembered. Safe for use by any thread.
 */
final class ZenohPorts {
  private final Set<Integer> handedOut = new HashSet<>();

  /**
   * Returns a port that was free just now and that no other node of the dataflow has.
   *
   * @throws IOException if the system gives none
   */
  synchronized int reserve() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (true) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        // Held until we are done: else the system could offer a known port again and again.
        held.add(socket);
        if (handedOut.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      }
    } finally {
      held.forEach(ZenohPorts::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing was ever connected to it, so nothing is lost.
    }
  }
}
