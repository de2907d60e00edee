package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IpcEncoderTest {
  private final SegmentPool pool = new SegmentPool();
  private final RootAllocator allocator = new RootAllocator();
  private final IpcEncoder encoder = new IpcEncoder(pool);

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
    assertEquals(0, pool.liveBytes());
  }

  @ParameterizedTest
  @FieldSource("org.dora.common.arrow.SampleVectors#NAMES")
  void aVectorBecomesTheBytesThatTheReleasedEncoderWrites(String name) {
    try (FieldVector vector = new SampleVectors(allocator).build(name)) {
      assertBytes(PayloadVectors.bytes(name), encoder.encode(vector));
    }
  }

  @Test
  void bytesBecomeUInt8AsFromPython() {
    assertBytes(PayloadVectors.bytes("python_bytes"), encoder.encode(new byte[] {1, 2, 3}));
    assertBytes(PayloadVectors.bytes("python_bytes_empty"), encoder.encode(new byte[0]));
  }

  @Test
  void aSegmentBecomesTheSameAsItsBytes() {
    assertBytes(
        PayloadVectors.bytes("python_bytes"),
        encoder.encode(MemorySegment.ofArray(new byte[] {1, 2, 3})));
  }

  @Test
  void simpleValuesBecomeWhatTheirVectorsBecome() {
    assertBytes(PayloadVectors.bytes("i64"), encoder.encode(new long[] {1, 2}));
    assertBytes(PayloadVectors.bytes("f32"), encoder.encode(new float[] {1.5f}));
    assertBytes(PayloadVectors.bytes("sliced_utf8"), encoder.encode("bb"));
    try (FieldVector ints = new SampleVectors(allocator).integers(32, true, 7L);
        Payload expected = encoder.encode(ints)) {
      assertBytes(expected.bytes().toArray(ValueLayout.JAVA_BYTE), encoder.encode(new int[] {7}));
    }
  }

  @Test
  void aReservedArrayIsFilledInPlace() {
    IpcReservation reserved = encoder.allocate(new ArrowType.Int(64, true), 2);
    assertEquals(0, reserved.values().address() % 64);
    reserved.values().setAtIndex(ValueLayout.JAVA_LONG, 0, 1);
    reserved.values().setAtIndex(ValueLayout.JAVA_LONG, 1, 2);
    assertBytes(PayloadVectors.bytes("i64"), reserved.payload());
  }

  @Test
  void onlyTypesOfFixedWidthAreReserved() {
    for (ArrowType type :
        new ArrowType[] {
          new ArrowType.Utf8(),
          new ArrowType.Utf8View(),
          new ArrowType.List(),
          new ArrowType.Struct(),
          new ArrowType.Null()
        }) {
      IpcException e = assertThrows(IpcException.class, () -> encoder.allocate(type, 1));
      assertTrue(e.toString().contains("expected a type of fixed width"), e.toString());
    }
  }

  @Test
  void aReservationOfLessThanNothingIsRefused() {
    assertThrows(IpcException.class, () -> encoder.allocate(new ArrowType.Bool(), -1));
  }

  @Test
  void aDictionaryEncodedVectorIsRefusedByName() {
    DictionaryEncoding encoding = new DictionaryEncoding(7, false, null);
    Field field =
        new Field("color", new FieldType(true, new ArrowType.Int(32, true), encoding), null);
    try (FieldVector vector = field.createVector(allocator)) {
      IpcException e = assertThrows(IpcException.class, () -> encoder.encode(vector));
      assertTrue(e.toString().contains("'color' is encoded with dictionary 7"), e.toString());
    }
  }

  @Test
  void metadataOfExtensionTypesTravels() {
    Map<String, String> metadata = Map.of("ARROW:extension:name", "example.celsius");
    Field field =
        new Field("t", new FieldType(true, new ArrowType.Int(32, true), null, metadata), null);
    try (FieldVector vector = field.createVector(allocator);
        Payload payload = encoder.encode(vector);
        FieldVector back = new IpcDecoder(allocator).decode(payload)) {
      assertEquals(metadata, back.getField().getMetadata());
    }
  }

  private static void assertBytes(byte[] expected, Payload actual) {
    try (actual) {
      assertEquals(
          HexFormat.of().formatHex(expected),
          HexFormat.of().formatHex(actual.bytes().toArray(ValueLayout.JAVA_BYTE)));
    }
  }
}
