package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ZenohPortsTest {
  private final ZenohPorts ports = new ZenohPorts();

  @Test
  void noPortIsHandedOutTwice() throws IOException {
    Set<Integer> reserved = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      reserved.add(ports.reserve());
    }
    assertEquals(2000, reserved.size());
  }

  @Test
  void aReservedPortIsFreeForTheNode() throws IOException {
    int port = ports.reserve();
    assertDoesNotThrow(() -> bind(port));
  }

  private static void bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(port, socket.getLocalPort());
    }
  }
}
