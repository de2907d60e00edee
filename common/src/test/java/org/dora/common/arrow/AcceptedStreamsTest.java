package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.types.MetadataVersion;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of spec, node-protocol 9.1: what the released receivers take and what they refuse. */
class AcceptedStreamsTest {
  private final RootAllocator allocator = new RootAllocator();
  private final SampleVectors samples = new SampleVectors(allocator);

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
  }

  @Test
  void anyWritersDefaultStreamIsAccepted() {
    for (String name : SampleVectors.NAMES) {
      try (FieldVector vector = samples.build(name)) {
        assertEquals(IpcDecoderTest.values(vector), decode(ForeignStreams.stream(vector)), name);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(MetadataVersion.class)
  void metadataVersions4And5AreAcceptedAndEarlierOnesRefused(MetadataVersion version) {
    try (FieldVector vector = samples.text("a", null)) {
      if (version.compareTo(MetadataVersion.V4) >= 0) {
        byte[] stream = ForeignStreams.stream(version, false, vector);
        assertEquals(Arrays.asList("a", null), decode(stream));
      } else {
        byte[] stream = ForeignStreams.stream(vector);
        int schema = 8 + stream[8];
        int versionMember = schema - stream[schema] + 4;
        stream[schema + stream[versionMember]] = (byte) version.toFlatbufID();
        assertRefused(stream, "expected V4 (3) or V5 (4)");
      }
    }
  }

  @Test
  void aStreamWithoutContinuationMarkersIsAccepted() {
    try (FieldVector vector = samples.text("a", "b")) {
      byte[] stream = ForeignStreams.stream(MetadataVersion.V4, true, vector);
      assertEquals(List.of("a", "b"), decode(stream));
    }
  }

  @Test
  void aMissingEndMarkerIsAccepted() {
    try (FieldVector vector = samples.text("a", "b")) {
      assertEquals(List.of("a", "b"), decode(ForeignStreams.withoutEnd(vector)));
    }
  }

  @Test
  void noRowsAndOnlyNullsAreAccepted() {
    try (FieldVector none = samples.integers(32, true);
        FieldVector nulls = samples.integers(32, true, null, null)) {
      assertEquals(List.of(), decode(ForeignStreams.stream(none)));
      assertEquals(Arrays.asList(null, null), decode(ForeignStreams.stream(nulls)));
    }
  }

  @Test
  void emptyBytesAreRefused() {
    assertRefused(new byte[0], "Arrow IPC stream contained no record batches");
  }

  @Test
  void moreThanOneColumnIsRefused() {
    try (FieldVector vector = samples.text("a")) {
      assertRefused(
          ForeignStreams.stream(vector, vector), "expected 1 column in IPC record batch, got 2");
    }
  }

  @Test
  void twoBatchesAreRefusedAndSoIsNone() {
    try (FieldVector vector = samples.text("a")) {
      assertRefused(ForeignStreams.batches(2, vector), "two record batches, expected 1");
      assertRefused(ForeignStreams.batches(0, vector), "contained no record batches");
    }
  }

  @Test
  void bytesAfterTheEndMarkerAreRefused() {
    byte[] stream = PayloadVectors.bytes("i64");
    assertRefused(
        Arrays.copyOf(stream, stream.length + 3), "3 bytes after the end-of-stream marker");
  }

  @ParameterizedTest
  @EnumSource(names = {"LZ4_FRAME", "ZSTD"})
  void aCompressedBodyIsRefused(CodecType codec) {
    try (FieldVector vector = samples.text("a")) {
      assertRefused(ForeignStreams.saidToBeCompressed(codec, vector), "is compressed");
    }
  }

  @Test
  void bytesThatAreNoStreamAreRefused() {
    assertRefused(
        "hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8), "no Arrow IPC stream");
    assertRefused(new byte[] {1, 2}, "ends at byte 2");
  }

  @Test
  void aBodyThatIsCutOffIsRefused() {
    byte[] stream = PayloadVectors.bytes("i64");
    assertRefused(Arrays.copyOf(stream, 400), "body of 128 bytes, 16 are left");
  }

  @Test
  void aDictionaryIndexBeyondItsDictionaryIsRefused() {
    byte[] stream = PayloadVectors.bytes("dict");
    stream[832] = 9; // the first index: third message, second buffer
    assertRefused(stream, "dictionary index 9 at 0 in a dictionary of 2 values");
  }

  @Test
  void aNullArrayKeepsItsLength() {
    try (NullVector vector = new NullVector("x", 3)) {
      assertEquals(Arrays.asList(null, null, null), decode(ForeignStreams.stream(vector)));
    }
  }

  private List<@Nullable Object> decode(byte[] stream) {
    try (FieldVector vector = new IpcDecoder(allocator).decode(Payload.ofBytes(stream))) {
      return IpcDecoderTest.values(vector);
    }
  }

  private void assertRefused(byte[] stream, String reason) {
    IpcException e =
        assertThrows(
            IpcException.class, () -> new IpcDecoder(allocator).decode(Payload.ofBytes(stream)));
    assertTrue(e.toString().contains(reason), e.toString());
  }
}
