package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.UInt1Vector;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IpcDecoderTest {
  static final List<String> NAMES = List.copyOf(PayloadVectors.ALL.keySet());

  private final SegmentPool pool = new SegmentPool();
  private final RootAllocator allocator = new RootAllocator();
  private final IpcEncoder encoder = new IpcEncoder(pool);
  private final IpcDecoder decoder = new IpcDecoder(allocator);

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
    assertEquals(0, pool.liveBytes());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aRecordedPayloadHoldsTheRecordedValues(String name) {
    try (Payload payload = payload(PayloadVectors.bytes(name));
        FieldVector vector = decoder.decode(payload)) {
      assertEquals(recorded(name), values(vector));
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void aDecodedVectorIsEncodedAgainAsItWas(String name) {
    try (Payload payload = payload(PayloadVectors.bytes(name));
        FieldVector vector = decoder.decode(payload);
        Payload again = encoder.encode(vector)) {
      // A dictionary-encoded column has become a plain one.
      byte[] expected = name.equals("dict") ? plain("a", "b", "a") : PayloadVectors.bytes(name);
      assertEquals(-1, again.bytes().mismatch(MemorySegment.ofArray(expected)));
    }
  }

  @Test
  void valuesAreReadWhereTheyLie() {
    Payload payload = encoder.encode(new byte[] {1, 2, 3});
    try (UInt1Vector vector = (UInt1Vector) decoder.decode(payload)) {
      long start = payload.bytes().address();
      long values = vector.getDataBuffer().memoryAddress();
      assertTrue(values > start && values < start + payload.size());
      payload.bytes().set(ValueLayout.JAVA_BYTE, values - start, (byte) 9);
      assertEquals(9, vector.get(0));
      payload.release();
    }
  }

  @Test
  void aVectorKeepsItsPayloadUntilItIsClosed() {
    Payload payload = encoder.encode(42L);
    FieldVector vector = decoder.decode(payload);
    payload.release();
    assertTrue(pool.liveBytes() > 0);
    assertEquals(42L, vector.getObject(0));
    vector.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aPayloadOffThe8ByteGridIsCopied() {
    byte[] stream = PayloadVectors.bytes("i64");
    Payload shifted = pool.allocate(stream.length + 1);
    shifted.bytes().asSlice(1).copyFrom(MemorySegment.ofArray(stream));
    Payload payload = new Payload(shifted.bytes().asSlice(1), shifted::release);
    try (FieldVector vector = decoder.decode(payload)) {
      payload.release();
      assertEquals(0, pool.liveBytes());
      assertEquals(0, vector.getDataBuffer().memoryAddress() % 8);
      assertEquals(List.of(1L, 2L), values(vector));
    }
  }

  @Test
  void aPayloadOnTheHeapIsCopied() {
    try (FieldVector vector = decoder.decode(Payload.ofBytes(PayloadVectors.bytes("utf8")))) {
      assertEquals(Arrays.asList("a", "héllo", null), values(vector));
    }
  }

  @Test
  void noPayloadIsAnEmptyNullVector() {
    try (FieldVector vector = decoder.decode((Payload) null)) {
      assertInstanceOf(NullVector.class, vector);
      assertEquals(0, vector.getValueCount());
    }
  }

  @Test
  void fortyMebibytesAreMappedNotCopied() {
    int count = 40 << 20;
    IpcReservation image =
        encoder.allocate(new org.apache.arrow.vector.types.pojo.ArrowType.Int(8, false), count);
    image.values().fill((byte) 7);
    try (Payload payload = image.payload();
        FieldVector vector = decoder.decode(payload)) {
      assertEquals(count, vector.getValueCount());
      assertEquals((byte) 7, ((UInt1Vector) vector).get(count - 1));
      assertEquals(payload.size(), allocator.getAllocatedMemory());
    }
  }

  @Test
  void aRefusedPayloadLeavesNothingBehind() {
    try (Payload payload = payload(new byte[] {1, 2, 3})) {
      assertThrows(IpcException.class, () -> decoder.decode(payload));
    }
  }

  private byte[] plain(String... values) {
    try (FieldVector vector = new SampleVectors(allocator).text(values);
        Payload payload = encoder.encode(vector)) {
      return payload.bytes().toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private Payload payload(byte[] bytes) {
    Payload payload = pool.allocate(bytes.length);
    payload.bytes().copyFrom(MemorySegment.ofArray(bytes));
    return payload;
  }

  private static List<@Nullable Object> recorded(String name) {
    return switch (name) {
      case "null_1" -> Collections.singletonList(null);
      case "empty_null", "utf8_empty", "python_bytes_empty" -> List.of();
      case "bool" -> Arrays.asList(true, false, null);
      case "u8", "python_bytes" -> List.of((byte) 1, (byte) 2, (byte) 3);
      case "i8" -> List.of((byte) -1);
      case "i16" -> List.of((short) 1, (short) -2);
      case "i32" -> Arrays.asList(1, null, 3);
      case "i64" -> List.of(1L, 2L);
      case "u64" -> List.of(Long.MIN_VALUE);
      case "f32" -> List.of(1.5f);
      case "f64" -> Arrays.asList(0.25, null);
      case "utf8" -> Arrays.asList("a", "héllo", null);
      case "binary" -> List.of("[0, 1]", "[]");
      case "large_utf8" -> List.of("x");
      case "list_i64" -> Arrays.asList(List.of(1L, 2L), List.of(), null);
      case "fsl" -> List.of(List.of(1f, 2f));
      case "struct" -> List.of(row("x", 1L, "y", "a"), row("y", "b"));
      case "ts_us", "date32" -> List.of(name.equals("ts_us") ? (Object) 1L : (Object) 1);
      case "dict" -> List.of("a", "b", "a");
      case "sliced_i64" -> List.of(2L, 3L);
      case "sliced_utf8" -> List.of("bb");
      case "string_view" -> List.of("short", "a string longer than twelve bytes");
      case "map" -> List.of(List.of(row("key", "k", "value", 1)));
      case "decimal128" -> List.of(new BigDecimal("1.00"), new BigDecimal("2.00"));
      default -> throw new AssertionError("no values known for vector " + name);
    };
  }

  private static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  static List<@Nullable Object> values(FieldVector vector) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < vector.getValueCount(); i++) {
      values.add(plain(vector.getObject(i)));
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> Arrays.toString(bytes);
      case List<?> list -> list.stream().map(IpcDecoderTest::plain).toList();
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(key, plain(entry)));
        yield copy;
      }
      case org.apache.arrow.vector.util.Text text -> text.toString();
      default -> value;
    };
  }
}
