package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IpcViewTest {
  private final SegmentPool pool = new SegmentPool();
  private final RootAllocator allocator = new RootAllocator();
  private final SampleVectors samples = new SampleVectors(allocator);
  private final IpcEncoder encoder = new IpcEncoder(pool);

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void simpleValuesComeBackAsTheyWereSent() {
    try (Payload number = encoder.encode(42L);
        Payload fraction = encoder.encode(0.25);
        Payload flag = encoder.encode(true);
        Payload text = encoder.encode("héllo")) {
      assertEquals(42L, IpcView.of(number).longValue());
      assertEquals(0.25, IpcView.of(fraction).doubleValue());
      assertTrue(IpcView.of(flag).booleanValue());
      assertEquals("héllo", IpcView.of(text).string());
    }
  }

  @Test
  void arraysComeBackAsTheyWereSent() {
    boolean[] flags = {true, false, true, true, false, false, true, false, true};
    try (Payload bytes = encoder.encode(new byte[] {1, -1});
        Payload ints = encoder.encode(new int[] {1, -2, 3});
        Payload longs = encoder.encode(new long[] {Long.MIN_VALUE, 5});
        Payload floats = encoder.encode(new float[] {1.5f, -0f});
        Payload doubles = encoder.encode(new double[] {Math.PI});
        Payload booleans = encoder.encode(flags)) {
      assertArrayEquals(new byte[] {1, -1}, IpcView.of(bytes).toBytes());
      assertArrayEquals(new int[] {1, -2, 3}, IpcView.of(ints).toInts());
      assertArrayEquals(new long[] {Long.MIN_VALUE, 5}, IpcView.of(longs).toLongs());
      assertArrayEquals(new float[] {1.5f, -0f}, IpcView.of(floats).toFloats());
      assertArrayEquals(new double[] {Math.PI}, IpcView.of(doubles).toDoubles());
      assertArrayEquals(flags, IpcView.of(booleans).toBooleans());
    }
  }

  @Test
  void emptyArraysComeBackEmpty() {
    try (Payload ints = encoder.encode(new int[0]);
        Payload floats = encoder.encode(new float[0])) {
      assertEquals(0, IpcView.of(ints).toInts().length);
      assertEquals(0, IpcView.of(floats).toFloats().length);
    }
  }

  @Test
  void integersAreWidenedWhereNothingIsLost() {
    try (Payload bytes = encoder.encode(new byte[] {-1});
        Payload ints = encoder.encode(new int[] {-1});
        Payload floats = encoder.encode(new float[] {0.5f})) {
      assertArrayEquals(new int[] {255}, IpcView.of(bytes).toInts());
      assertArrayEquals(new long[] {255}, IpcView.of(bytes).toLongs());
      assertArrayEquals(new long[] {-1}, IpcView.of(ints).toLongs());
      assertArrayEquals(new double[] {-1}, IpcView.of(ints).toDoubles());
      assertArrayEquals(new double[] {0.5}, IpcView.of(floats).toDoubles());
    }
  }

  @Test
  void unsignedIntegersAreReadAsUnsigned() {
    try (FieldVector narrow = samples.integers(16, false, 65_535L);
        FieldVector wide = samples.integers(32, false, 4_294_967_295L);
        Payload u16 = encoder.encode(narrow);
        Payload u32 = encoder.encode(wide)) {
      assertArrayEquals(new int[] {65_535}, IpcView.of(u16).toInts());
      assertArrayEquals(new long[] {4_294_967_295L}, IpcView.of(u32).toLongs());
      assertThrows(ArrayTypeException.class, IpcView.of(u32)::toInts);
    }
  }

  @Test
  void aUInt64BeyondLongIsAnErrorThatNamesTheValue() {
    IpcException e =
        assertThrows(
            IpcException.class, IpcView.of(Payload.ofBytes(PayloadVectors.bytes("u64")))::toLongs);
    assertTrue(e.toString().contains("9223372036854775808"), e.toString());
  }

  @Test
  void textOfEveryLayoutIsRead() {
    assertEquals("x", view("large_utf8").string());
    assertEquals("bb", view("sliced_utf8").string());
    assertArrayEquals(
        new String[] {"short", "a string longer than twelve bytes"},
        view("string_view").toStrings());
    assertEquals(0, view("utf8_empty").toStrings().length);
  }

  @Test
  void anotherTypeIsAnErrorThatNamesBoth() {
    try (Payload text = encoder.encode("hello")) {
      ArrayTypeException e = assertThrows(ArrayTypeException.class, IpcView.of(text)::toFloats);
      assertEquals("float32", e.expected());
      assertEquals("utf8", e.actual());
      assertEquals("array holds utf8, expected float32", e.getMessage());
    }
  }

  @Test
  void severalValuesAreNotOne() {
    try (Payload longs = encoder.encode(new long[] {1, 2})) {
      ArrayTypeException e = assertThrows(ArrayTypeException.class, IpcView.of(longs)::longValue);
      assertEquals("array holds 2 values of int64, expected one value of int64", e.getMessage());
    }
  }

  @Test
  void nullsAreCountedAndNotReadAsNumbers() {
    IpcView view = view("i32");
    assertEquals(1, view.nullCount());
    assertFalse(view.isNull(0));
    assertTrue(view.isNull(1));
    assertThrows(ArrayTypeException.class, view::toInts);
    assertThrows(IndexOutOfBoundsException.class, () -> view.isNull(3));
  }

  @Test
  void noPayloadIsAnEmptyArrayOfAnything() {
    IpcView nothing = IpcView.of(null);
    assertEquals(0, nothing.length());
    assertEquals("null", nothing.typeName());
    assertEquals(0, nothing.toBytes().length);
    assertEquals(0, nothing.toStrings().length);
    assertThrows(ArrayTypeException.class, nothing::longValue);
  }

  @Test
  void valuesOfFixedWidthAreReadInPlace() {
    try (Payload longs = encoder.encode(new long[] {7, 8})) {
      IpcView view = IpcView.of(longs);
      assertEquals(16, view.values().byteSize());
      assertEquals(8, view.values().get(ValueLayout.JAVA_LONG, 8));
      assertEquals(0, view.values().address() % 64);
    }
    assertThrows(ArrayTypeException.class, view("utf8")::values);
  }

  @Test
  void aDictionaryEncodedColumnIsNoPlainOne() {
    IpcView view = view("dict");
    assertEquals(3, view.length());
    assertEquals("dictionary of utf8", view.typeName());
    assertThrows(ArrayTypeException.class, view::toStrings);
    assertThrows(ArrayTypeException.class, view::values);
  }

  private static IpcView view(String name) {
    return IpcView.of(Payload.ofBytes(PayloadVectors.bytes(name)));
  }
}
