package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Types that dora leaves to its standard writer, there and back. */
class OtherTypesTest {
  private final SegmentPool pool = new SegmentPool();
  private final RootAllocator allocator = new RootAllocator();

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
    assertEquals(0, pool.liveBytes());
  }

  @ParameterizedTest
  @FieldSource("org.dora.common.arrow.OtherVectors#NAMES")
  void aVectorComesBackWithItsTypeAndValues(String name) {
    try (FieldVector vector = new OtherVectors(allocator).build(name);
        Payload payload = new IpcEncoder(pool).encode(vector);
        FieldVector back = new IpcDecoder(allocator).decode(payload)) {
      assertFalse(IpcDecoderTest.values(vector).isEmpty());
      assertEquals(IpcDecoderTest.values(vector), IpcDecoderTest.values(back));
      assertEquals(vector.getField().getType(), back.getField().getType());
    }
  }

  @ParameterizedTest
  @FieldSource("org.dora.common.arrow.OtherVectors#NAMES")
  void whatArrowsOwnWriterMakesIsReadAsWell(String name) {
    try (FieldVector vector = new OtherVectors(allocator).build(name);
        Payload payload = Payload.ofBytes(ForeignStreams.stream(vector));
        FieldVector back = new IpcDecoder(allocator).decode(payload)) {
      assertEquals(IpcDecoderTest.values(vector), IpcDecoderTest.values(back));
    }
  }

  @Test
  void aSparseUnionWhoseTypeIdsArrowForgotIsRefused() {
    try (FieldVector vector = new OtherVectors(allocator).sparseUnion(3, 5)) {
      IpcException e = assertThrows(IpcException.class, () -> new IpcEncoder(pool).encode(vector));
      assertTrue(e.toString().contains("has type id 3 at 0"), e.toString());
    }
  }
}
