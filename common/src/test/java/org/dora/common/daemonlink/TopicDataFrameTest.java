package org.dora.common.daemonlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dora.common.DoraException;
import org.junit.jupiter.api.Test;

class TopicDataFrameTest {
  private static final UUID DATAFLOW = new UUID(1, 2);
  private static final List<TopicViewer> VIEWERS =
      List.of(new TopicViewer(new UUID(3, 4), 0), new TopicViewer(new UUID(-5, -6), 70_000));

  private static byte[] frame() {
    byte[] head = TopicDataFrame.head(DATAFLOW, VIEWERS);
    byte[] frame = Arrays.copyOf(head, head.length + 2);
    frame[head.length] = 7;
    frame[head.length + 1] = 8;
    assertEquals(TopicDataFrame.size(2, 2), frame.length);
    return frame;
  }

  @Test
  void whatIsWrittenIsRead() {
    ByteBuffer message = ByteBuffer.wrap(frame());
    assertEquals(new TopicDataFrame(DATAFLOW, VIEWERS), TopicDataFrame.read(message));
    assertEquals(ByteBuffer.wrap(new byte[] {7, 8}), message);
  }

  @Test
  void damagedFramesAreRefused() {
    byte[] frame = frame();
    for (int length : new int[] {0, 18, 58}) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThrows(DoraException.class, () -> TopicDataFrame.read(ByteBuffer.wrap(cut)));
    }
    frame[0] = 9;
    assertThrows(DoraException.class, () -> TopicDataFrame.read(ByteBuffer.wrap(frame)));
  }
}
