package org.dora.common.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Vectors.Vector;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonReply;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every primitive of the released encoding reads and writes as there. */
class PrimitivesVectorsTest {

  @TestFactory
  Stream<DynamicTest> primitives() {
    return Vectors.load("primitives.json").stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> check(vector)));
  }

  private static void check(Vector vector) {
    JsonNode value = vector.fields().path("value");
    switch (vector.type()) {
      case "u64" ->
          check(
              vector,
              Long.parseUnsignedLong(value.asString()),
              in -> in.readUnsigned(64),
              PostcardWriter::writeUnsigned);
      case "u16" ->
          check(vector, value.asLong(), in -> in.readUnsigned(16), PostcardWriter::writeUnsigned);
      case "i64" ->
          check(
              vector,
              Long.parseLong(value.asString()),
              PostcardReader::readSigned,
              PostcardWriter::writeSigned);
      case "f64" ->
          check(
              vector,
              Double.longBitsToDouble(
                  Long.parseUnsignedLong(vector.fields().get("bits").asString().substring(2), 16)),
              PostcardReader::readF64,
              PostcardWriter::writeF64);
      case "bool" ->
          check(vector, value.asBoolean(), PostcardReader::readBool, PostcardWriter::writeBool);
      case "String", "semver::Version" ->
          check(vector, value.asString(), PostcardReader::readString, PostcardWriter::writeString);
      case "Option<String>", "Result<(),String>" -> checkOptional(vector);
      case "Uuid" ->
          check(
              vector,
              UUID.fromString(value.asString()),
              PostcardReader::readUuid,
              PostcardWriter::writeUuid);
      case "uhlc::Timestamp" ->
          check(
              vector,
              new HlcTimestamp(
                  Long.parseUnsignedLong(vector.fields().get("time_ntp64").asString()),
                  hlcId(vector.fields().get("id_le_hex").asString())),
              PostcardReader::readTimestamp,
              PostcardWriter::writeTimestamp);
      case "DataMessage" -> checkPayload(vector);
      default -> throw new AssertionError("no check for " + vector.type());
    }
  }

  private static void checkOptional(Vector vector) {
    JsonNode text =
        vector.fields().has("value") ? vector.fields().get("value") : vector.fields().path("Err");
    var result = new DaemonReply.Result(text.isString() ? text.asString() : null);
    byte[] reply = new byte[vector.bytes().length + 1];
    System.arraycopy(vector.bytes(), 0, reply, 1, vector.bytes().length);
    assertEquals(result, Vectors.decode(reply, DaemonReplyCodec::read));
    assertArrayEquals(reply, Vectors.encode(result, DaemonReplyCodec::write));
  }

  private static void checkPayload(Vector vector) {
    PostcardReader in = new PostcardReader(vector.bytes(), Vectors.HEAP);
    Payload payload = in.readOnlyVariant("data", PostcardReader::readPayload);
    in.endMessage();
    byte[] want = HexFormat.of().parseHex(vector.fields().get("bytes_hex").asString());
    assertArrayEquals(want, payload.bytes().toArray(ValueLayout.JAVA_BYTE));
    PostcardWriter out = new PostcardWriter();
    out.writeVariant(0);
    out.writePayload(payload);
    assertArrayEquals(vector.bytes(), out.toByteArray());
  }

  private static HlcId hlcId(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long low = buffer.getLong();
    return new HlcId(buffer.getLong(), low);
  }

  private static <T> void check(
      Vector vector,
      T value,
      PostcardReader.Decoder<T> decoder,
      PostcardWriter.Encoder<T> encoder) {
    assertEquals(value, Vectors.decode(vector.bytes(), decoder));
    assertArrayEquals(vector.bytes(), Vectors.encode(value, encoder));
  }

  @Test
  void aNumberWiderThanItsTypeIsRefused() {
    byte[] tooLarge = {(byte) 0x80, (byte) 0x80, 0x04};
    assertThrows(CodecException.class, () -> Vectors.decode(tooLarge, in -> in.readUnsigned(16)));
  }

  @Test
  void aLengthBeyondTheMessageIsRefusedBeforeAnythingIsAllocated() {
    byte[] huge = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 'x'};
    CodecException refused =
        assertThrows(CodecException.class, () -> Vectors.decode(huge, PostcardReader::readPayload));
    assertEquals(
        "message ends early: 34359738367 bytes wanted at byte 5, 1 left", refused.getMessage());
  }
}
