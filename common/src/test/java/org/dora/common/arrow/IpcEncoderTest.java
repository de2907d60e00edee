package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
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

  private static void assertBytes(byte[] expected, Payload actual) {
    try (actual) {
      assertEquals(
          HexFormat.of().formatHex(expected),
          HexFormat.of().formatHex(actual.bytes().toArray(ValueLayout.JAVA_BYTE)));
    }
  }
}
