package org.dora.common.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.DoraException;
import org.dora.common.codec.Vectors.Vector;
import org.dora.common.message.Timestamped;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message of the released program decodes to its fields and encodes to its bytes. */
class MessageVectorsTest {

  @TestFactory
  Stream<DynamicTest> metadata() {
    return roundTrips("metadata.json", "Metadata", MetadataCodec::read, MetadataCodec::write);
  }

  @TestFactory
  Stream<DynamicTest> parameters() {
    return roundTrips("metadata.json", "Parameter", ParameterCodec::read, ParameterCodec::write);
  }

  @TestFactory
  Stream<DynamicTest> daemonRequests() {
    return roundTrips(
        "daemon_request.json",
        "Timestamped<DaemonRequest>",
        in -> TimestampedCodec.read(in, DaemonRequestCodec::read),
        (out, message) -> TimestampedCodec.write(out, message, DaemonRequestCodec::write));
  }

  @TestFactory
  Stream<DynamicTest> daemonReplies() {
    return roundTrips(
        "daemon_reply.json", "DaemonReply", DaemonReplyCodec::read, DaemonReplyCodec::write);
  }

  @TestFactory
  Stream<DynamicTest> nodeEvents() {
    return roundTrips(
        "node_event.json",
        "Timestamped<NodeEvent>",
        in -> TimestampedCodec.read(in, NodeEventCodec::read),
        (out, message) -> TimestampedCodec.write(out, message, NodeEventCodec::write));
  }

  @TestFactory
  Stream<DynamicTest> interDaemonEvents() {
    return roundTrips(
        "inter_daemon_event.json",
        "Timestamped<InterDaemonEvent>",
        in -> TimestampedCodec.read(in, InterDaemonEventCodec::read),
        (out, message) -> TimestampedCodec.write(out, message, InterDaemonEventCodec::write));
  }

  @TestFactory
  Stream<DynamicTest> theReleasedDecodersVerdictsAreOurs() {
    return Vectors.load("decode_strictness.json").stream()
        .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> assertVerdict(vector)));
  }

  @Test
  void everyVariantHasAVector() {
    List<String> requests =
        Vectors.ofType("daemon_request.json", "Timestamped<DaemonRequest>")
            .map(vector -> first(vector.bytes()))
            .distinct()
            .toList();
    assertEquals(13, requests.size());
    assertEquals(
        11,
        Vectors.ofType("node_event.json", "Timestamped<NodeEvent>")
            .map(vector -> first(vector.bytes()))
            .distinct()
            .count());
  }

  private static String first(byte[] bytes) {
    return HexFormat.of().toHexDigits(bytes[0]);
  }

  private static void assertVerdict(Vector vector) {
    boolean accepted = vector.json().path("result").asString("rejected").startsWith("accepted");
    Runnable decode = () -> decodeAs(vector);
    if (accepted) {
      decode.run();
    } else {
      assertThrows(DoraException.class, decode::run);
    }
  }

  private static void decodeAs(Vector vector) {
    PostcardReader.Decoder<Object> decoder =
        switch (vector.type()) {
          case "u64" -> in -> in.readUnsigned(64);
          case "bool" -> PostcardReader::readBool;
          case "Metadata" -> MetadataCodec::read;
          case "Timestamped<DaemonRequest>" ->
              in -> TimestampedCodec.read(in, DaemonRequestCodec::read);
          case "Timestamped<NodeEvent>" -> in -> TimestampedCodec.read(in, NodeEventCodec::read);
          default -> throw new AssertionError("no decoder for " + vector.type());
        };
    Vectors.decode(vector.bytes(), decoder);
  }

  private static <T> Stream<DynamicTest> roundTrips(
      String file,
      String type,
      PostcardReader.Decoder<T> decoder,
      PostcardWriter.Encoder<T> encoder) {
    return Vectors.ofType(file, type)
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.name(),
                () -> {
                  T message = Vectors.decode(vector.bytes(), decoder);
                  FieldsAssert.assertFields(vector.fields(), message);
                  if (message instanceof Timestamped<?> stamped) {
                    assertEquals(0x1122334455667788L, stamped.timestamp().time());
                  }
                  assertArrayEquals(vector.bytes(), Vectors.encode(message, encoder));
                }));
  }
}
