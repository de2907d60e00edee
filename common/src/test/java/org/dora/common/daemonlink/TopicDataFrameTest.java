package org.dora.common.daemonlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;

class TopicDataFrameTest {
  private static final UUID DATAFLOW = new UUID(1, 2);
  private static final List<UUID> SUBSCRIPTIONS = List.of(new UUID(3, 4), new UUID(-5, -6));

  private static byte[] frame() {
    PostcardWriter payload = new PostcardWriter();
    payload.writeString("ab");
    payload.writePayload(Payload.ofBytes(new byte[] {7, 8}));
    byte[] frame = TopicDataFrame.of(DATAFLOW, SUBSCRIPTIONS, payload);
    assertEquals(TopicDataFrame.size(2, payload.size()), frame.length);
    return frame;
  }

  @Test
  void whatIsWrittenIsRead() {
    DaemonEvent.TopicDebugData expected =
        new DaemonEvent.TopicDebugData(
            DATAFLOW, SUBSCRIPTIONS, Bytes.wrap(new byte[] {2, 'a', 'b', 2, 7, 8}));
    assertEquals(expected, TopicDataFrame.read(frame()));
  }

  @Test
  void damagedFramesAreRefused() {
    byte[] frame = frame();
    for (int length : new int[] {0, 18, 50}) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThrows(DoraException.class, () -> TopicDataFrame.read(cut));
    }
    frame[0] = 9;
    assertThrows(DoraException.class, () -> TopicDataFrame.read(frame));
  }
}
