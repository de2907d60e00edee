package org.dora.common.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.dora.common.DoraException;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;

class LogPartTest {
  private static final LogPart PART = new LogPart("straße 7", Bytes.utf8("line\nand more"));

  /** Returns a message that is a part of an array, as one behind the head of a frame is. */
  private static Bytes within(byte[] message) {
    byte[] frame = new byte[3 + message.length];
    System.arraycopy(message, 0, frame, 3, message.length);
    return Bytes.wrap(frame).slice(3, frame.length - 3);
  }

  @Test
  void aPartIsReadWhereverItsMessageLies() {
    assertEquals(PART, LogPart.read(PART.toBytes()));
    assertEquals(PART, LogPart.read(within(PART.toBytes().toArray())));
    LogPart last = new LogPart("", Bytes.utf8(""));
    assertEquals(last, LogPart.read(within(last.toBytes().toArray())));
  }

  @Test
  void whatEndsWithinItsHeadIsRefused() {
    byte[] message = PART.toBytes().toArray();
    int head = 2 + Bytes.utf8(PART.next()).size();
    for (int length = 0; length < head; length++) {
      Bytes cut = within(Arrays.copyOf(message, length));
      assertThrows(DoraException.class, () -> LogPart.read(cut));
    }
  }
}
