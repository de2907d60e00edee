package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarCharVector;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class ReceivedInputTest {
  private final SegmentPool pool = new SegmentPool();
  private final IpcEncoder encoder = new IpcEncoder(pool);
  private final HybridLogicalClock clock = new HybridLogicalClock();

  @AfterEach
  void nothingIsLeft() {
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void numbersComeAsTheirOwnType() {
    try (Event.Input in = input(encoder.encode(new float[] {1, 2.5f}))) {
      assertArrayEquals(new float[] {1, 2.5f}, in.floats());
      assertEquals(2, in.count());
      assertEquals("float32", in.typeName());
      assertTrue(in.hasData());
    }
  }

  @Test
  void numbersAreWidenedWhereNothingIsLost() {
    try (Event.Input floats = input(encoder.encode(new float[] {0.5f}));
        Event.Input ints = input(encoder.encode(new int[] {7}))) {
      assertEquals(0.5, floats.doubleValue());
      assertEquals(7, ints.longValue());
      assertArrayEquals(new double[] {7}, ints.doubles());
    }
  }

  @Test
  void numbersAreNotNarrowed() {
    try (Event.Input in = input(encoder.encode(new long[] {7}))) {
      assertFailure(in::floats, "input `a` holds int64, expected float32");
    }
  }

  @Test
  void textsComeAsText() {
    try (Event.Input in = input(encoder.encode("hellö"))) {
      assertEquals("hellö", in.string());
      assertEquals(List.of("hellö"), in.strings());
      assertFailure(in::longValue, "input `a` holds utf8, expected int64");
    }
  }

  @Test
  void bytesAndTruthValuesCome() {
    try (Event.Input bytes = input(encoder.encode(new byte[] {1, -1}));
        Event.Input bools = input(encoder.encode(new boolean[] {true, false}))) {
      assertArrayEquals(new byte[] {1, -1}, bytes.bytes());
      assertArrayEquals(new boolean[] {true, false}, bools.booleans());
    }
  }

  @Test
  void aSingleValueIsRefusedOfSeveral() {
    try (Event.Input in = input(encoder.encode(new long[] {1, 2, 3}))) {
      DataTypeException refusal = assertThrows(DataTypeException.class, in::longValue);
      assertTrue(refusal.getMessage().startsWith("input `a`"), refusal::getMessage);
      assertTrue(refusal.getMessage().contains("3"), refusal::getMessage);
    }
  }

  @Test
  void aNullAmongNumbersIsRefused() {
    try (RootAllocator allocator = new RootAllocator();
        Float8Vector vector = new Float8Vector("data", allocator)) {
      vector.setSafe(0, 1);
      vector.setNull(1);
      vector.setValueCount(2);
      try (Event.Input in = input(encoder.encode(vector))) {
        assertThrows(DataTypeException.class, in::doubles);
        assertTrue(in.as(Float8Vector.class).isNull(1));
      }
    }
  }

  @Test
  void vectorsLieOverTheReceivedBytes() {
    Payload payload = encoder.encode(new float[] {1, 2});
    try (Event.Input in = input(payload)) {
      Float4Vector vector = in.as(Float4Vector.class);
      assertSame(vector, in.vector());
      long offset = vector.getDataBufferAddress() - payload.bytes().address();
      assertEquals(2f, payload.bytes().get(ValueLayout.JAVA_FLOAT, offset + 4));
      assertEquals(2f, vector.get(1));
    }
  }

  @Test
  void anotherVectorClassIsRefused() {
    try (Event.Input in = input(encoder.encode(new float[] {1}))) {
      assertFailure(
          () -> in.as(VarCharVector.class),
          "input `a` holds float32 (Float4Vector), expected VarCharVector");
    }
  }

  @Test
  void theSegmentIsReadOnly() {
    try (Event.Input in = input(encoder.encode(new int[] {7, 8}))) {
      assertEquals(8, in.segment().getAtIndex(ValueLayout.JAVA_INT, 1));
      assertTrue(in.segment().isReadOnly());
    }
  }

  @Test
  void aTickHasNoData() {
    try (Event.Input in = input(null)) {
      assertFalse(in.hasData());
      assertEquals(0, in.count());
      assertEquals("null", in.typeName());
      assertEquals(0, in.as(NullVector.class).getValueCount());
    }
  }

  @Test
  void nothingCanBeReadAfterClosing() {
    Event.Input in = input(encoder.encode(1L));
    in.close();

    IllegalStateException refusal = assertThrows(IllegalStateException.class, in::longValue);
    assertTrue(refusal.toString().contains("retain()"), refusal::toString);
    assertThrows(IllegalStateException.class, in::retain);
  }

  @Test
  void aForgottenRetainedInputGivesItsMemoryBack() {
    forget();
    while (pool.liveBytes() > 0) {
      System.gc();
      Thread.onSpinWait();
    }
  }

  /** In a method of its own, so that no frame holds the input. */
  private void forget() {
    Event.Input in = input(encoder.encode(1L)).retain();
    assertEquals(1, in.longValue());
  }

  private Event.Input input(@Nullable Payload payload) {
    return new ReceivedInput(
        new DataId("a"), org.dora.common.message.Metadata.of(clock.now(), Map.of()), payload);
  }

  private static void assertFailure(Executable access, String message) {
    assertEquals(message, assertThrows(DataTypeException.class, access).getMessage());
  }
}
