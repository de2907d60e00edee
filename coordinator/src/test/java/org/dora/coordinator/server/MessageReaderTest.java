package org.dora.coordinator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.foreign.ValueLayout;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static final int LIMIT = 1000;
  private static final int MASK = 0x11_A2_33_C4;

  private final List<String> seen = new ArrayList<>();
  private final MessageReader reader =
      new MessageReader(
          LIMIT,
          new SegmentPool(),
          new MessageReader.Taker() {
            @Override
            public void text(byte[] message) {
              note("text", message);
            }

            @Override
            public void binary(Payload message) {
              note("binary", message.bytes().toArray(ValueLayout.JAVA_BYTE));
              message.release();
            }

            @Override
            public void ping(byte[] data) {
              note("ping", data);
            }

            @Override
            public void close(byte[] data) {
              note("close", data);
            }
          });

  private void note(String kind, byte[] data) {
    seen.add(kind + " " + new String(data, StandardCharsets.US_ASCII));
  }

  private static ByteBuf frame(int first, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (bytes.length < 126) {
      frame.writeByte(0x80 | bytes.length);
    } else {
      frame.writeByte(0x80 | 126).writeShort(bytes.length);
    }
    frame.writeInt(MASK);
    for (int i = 0; i < bytes.length; i++) {
      frame.writeByte(bytes[i] ^ MASK >>> (24 - 8 * (i & 3)));
    }
    return frame;
  }

  private static String digits(int count) {
    return "0123456789".repeat(count / 10);
  }

  @Test
  void howeverTheNetworkCutsThemMessagesAreWhole() throws Exception {
    List<String> expected =
        List.of("text ", "ping p", "text " + digits(310), "binary abc", "text " + digits(500));
    for (int cut = 1; cut < 40; cut++) {
      ByteBuf all =
          Unpooled.wrappedBuffer(
              frame(0x81, ""),
              frame(0x01, digits(300)),
              frame(0x89, "p"),
              frame(0x80, digits(10)),
              frame(0x82, "abc"),
              frame(0x8A, ""),
              frame(0x81, digits(500)));
      seen.clear();
      while (all.isReadable()) {
        reader.take(all.readSlice(Math.min(cut, all.readableBytes())));
      }
      assertEquals(expected, seen, "cut at each " + cut);
    }
  }

  @Test
  void theLimitIsOneOfWholeMessagesAndIsNamed() throws Exception {
    reader.take(frame(0x01, digits(600)));
    ProtocolException refused =
        assertThrows(ProtocolException.class, () -> reader.take(frame(0x80, digits(410))));
    assertEquals("a message of 1010 bytes, and at most 1000 are taken", refused.getMessage());
  }

  @Test
  void whatNoClientMaySendIsRefused() {
    assertRefused(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 1, 'a', 0, 0, 0}));
    assertRefused(frame(0xC1, "extension"));
    assertRefused(frame(0x80, "continues nothing"));
    assertRefused(frame(0x83, "unknown"));
    assertRefused(frame(0x8B, "unknown"));
    assertRefused(frame(0x09, "ping in parts"));
    assertRefused(frame(0x88, digits(130)));
    assertTrue(seen.isEmpty(), seen::toString);
  }

  private static void assertRefused(ByteBuf frame) {
    MessageReaderTest fresh = new MessageReaderTest();
    assertThrows(ProtocolException.class, () -> fresh.reader.take(frame));
  }
}
