package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DirectLinksTest {
  private static final int PORT = 0x9A3F;
  private static final String IDLE = "00000000:00000000";

  private static String line(String local, String remote, String state, String queues) {
    return "   1: %s %s %s %s 00:00000000 00000000  0 0 1 1 0000 20 4 30 10 -1"
        .formatted(local, remote, state, queues);
  }

  private static LinkState state(String... lines) {
    return DirectLinks.of(PORT, List.of(lines));
  }

  @Test
  void aListenerAloneIsNoLink() {
    assertEquals(
        LinkState.GONE,
        state(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt",
            line("0100007F:9A3F", "00000000:0000", "0A", "00000000:00000003"),
            line("0100007F:1111", "0100007F:2222", "01", "00000000:00000009")));
  }

  @Test
  void anOpenLinkWithoutBytesIsIdle() {
    assertEquals(
        LinkState.IDLE,
        state(
            line("0100007F:9A3F", "0100007F:B002", "01", IDLE),
            line("0100007F:B002", "0100007F:9A3F", "01", IDLE)));
  }

  @Test
  void bytesAtEitherEndAreOnTheirWay() {
    assertEquals(
        LinkState.BUSY, state(line("0100007F:B002", "0100007F:9A3F", "01", "00000000:00000040")));
    assertEquals(
        LinkState.BUSY, state(line("0100007F:9A3F", "0100007F:B002", "01", "00000040:00000000")));
  }

  @Test
  void aReaderThatHasNotHungUpMayStillRead() {
    assertEquals(LinkState.IDLE, state(line("0100007F:B002", "0100007F:9A3F", "08", IDLE)));
    assertEquals(LinkState.GONE, state(line("0100007F:9A3F", "0100007F:B002", "06", IDLE)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void realConnectionsAreSeen() throws IOException {
    try (ServerSocketChannel producer = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      ServerSocketChannel _ =
          producer.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      SocketAddress address = producer.getLocalAddress();
      OptionalInt port = OptionalInt.of(((InetSocketAddress) address).getPort());
      assertEquals(LinkState.GONE, DirectLinks.of(port, List.of()));
      try (SocketChannel reader = SocketChannel.open(StandardProtocolFamily.INET)) {
        assertTrue(reader.connect(address));
        try (SocketChannel accepted = producer.accept()) {
          assertEquals(LinkState.IDLE, DirectLinks.of(port, List.of()));
          assertEquals(100, accepted.write(ByteBuffer.allocate(100)));
          assertEquals(LinkState.BUSY, DirectLinks.of(port, List.of()));
          ByteBuffer read = ByteBuffer.allocate(100);
          while (read.hasRemaining() && reader.read(read) >= 0) {
            // until all is read
          }
          assertEquals(LinkState.IDLE, DirectLinks.of(port, List.of()));
        }
      }
      assertEquals(LinkState.GONE, DirectLinks.of(port, List.of()));
    }
  }

  @Test
  void linksThatCannotBeToldFromOthersAreTakenForIdle() {
    assertEquals(LinkState.IDLE, DirectLinks.of(OptionalInt.empty(), List.of()));
  }

  @Test
  void onlyZenohsThreadsCount() {
    assertTrue(ZenohThreads.isWorking("812 (rx-0) R 1 812 812 0"));
    assertTrue(ZenohThreads.isWorking("812 (tx-13) D 1 812 812 0"));
    assertFalse(ZenohThreads.isWorking("812 (rx-0) S 1 812 812 0"));
    assertFalse(ZenohThreads.isWorking("812 (python) R 1 812 812 0"));
    assertFalse(ZenohThreads.isWorking("812 (x) S (rx-0) R 1 812 812 0"));
    assertFalse(ZenohThreads.work(Integer.MAX_VALUE));
  }
}
