package org.dora.zenoh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.Priority;
import org.dora.zenoh.QoS;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.NetworkCodec;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.TransportMessage.Fragment;
import org.dora.zenoh.wire.WireExpr;
import org.dora.zenoh.wire.WireWriter;
import org.junit.jupiter.api.Test;

/** A fragmented message is put together in memory that fits, which nobody gets by announcing it. */
class IncomingTest {
  private static final long PART = 60_000;
  private static final long LARGEST = 1 << 29;
  private static final long TRUSTED = 1 << 24;
  private static final Identity SOMEBODY = new Identity(ZenohId.random(), WhatAmI.PEER);

  private final Incoming conduit =
      new Incoming(
          new BlockPool(),
          new Agreement(SOMEBODY, SOMEBODY, true, 0xfff_ffff, 0xffff, 10_000, 0, 0),
          LARGEST);

  private static MemorySegment message(MemorySegment payload) {
    WireWriter writer = new WireWriter();
    DataBody body = new DataBody.Put(null, Encoding.ZENOH_BYTES, null, null, payload);
    NetworkCodec.writeHead(writer, new Push(WireExpr.of("a/b"), QoS.DEFAULT, null, body));
    writer.raw(payload);
    return writer.written();
  }

  /** The beginning of a message that announces more than there is. */
  private static MemorySegment announcing(long size) {
    return message(Arena.ofAuto().allocate(size)).asSlice(0, PART);
  }

  private boolean add(int number, MemorySegment body, boolean more) {
    assertTrue(conduit.isNew(number));
    return conduit.add(new Fragment(true, more, number, Priority.DATA, number == 0, false, body));
  }

  @Test
  void theFirstFragmentTellsHowMuchMemoryFits() {
    MemorySegment message = message(Arena.ofAuto().allocate(10 << 20).fill((byte) 7));
    int number = 0;
    boolean complete = false;
    for (long done = 0; done < message.byteSize(); done += PART) {
      assertFalse(complete);
      long size = Math.min(PART, message.byteSize() - done);
      boolean more = done + size < message.byteSize();
      complete = add(number++, message.asSlice(done, size), more);
    }
    assertTrue(complete);
    assertEquals(message.byteSize(), conduit.size());
    MemorySegment whole = conduit.take().memory();
    assertEquals(-1, whole.asSlice(0, message.byteSize()).mismatch(message));
    assertTrue(whole.byteSize() <= message.byteSize() * 5 / 4, "memory: " + whole.byteSize());
  }

  @Test
  void whatIsOnlyAnnouncedIsNotBelieved() {
    assertTrue(add(0, announcing(LARGEST / 2), false));
    assertEquals(TRUSTED, conduit.take().memory().byteSize());
  }

  @Test
  void aMessageThatAnnouncesTooMuchIsRefusedAtOnce() {
    assertFalse(add(0, announcing(LARGEST), true));
    assertFalse(add(1, announcing(1 << 20), false));
  }
}
