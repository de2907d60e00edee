package org.dora.zenoh.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What real sessions have sent is understood and would be sent the same. */
class RecordedBatchesTest {

  @TestFactory
  Stream<DynamicTest> everyRecordingReadsAndWritesTheSame() {
    return Recordings.read("batches.json")
        .valueStream()
        .map(recording ->
            DynamicTest.dynamicTest(recording.get("name").asString(), () -> check(recording)));
  }

  private static void check(JsonNode recording) {
    String hex = recording.get("hex").asString();
    JsonNode expected = recording.get("decoded");
    if (recording.get("truncated").asBoolean()) {
      checkAsFarAsGiven(hex, expected.get(0));
      return;
    }
    Batch batch = Batch.read(Recordings.bytes(hex));
    assertEquals(expected, Described.batch(batch));
    assertEquals(hex, Recordings.hex(batch.write(new WireWriter())));
  }

  /** All truncated recordings are fragments; how many bytes they have is not compared. */
  private static void checkAsFarAsGiven(String hex, JsonNode expected) {
    Batch batch = Batch.read(Recordings.bytes(hex));
    ObjectNode described = (ObjectNode) Described.batch(batch).get(0);
    described.set("payload_len_in_batch", expected.get("payload_len_in_batch"));
    assertEquals(expected, described);
    assertEquals(hex, Recordings.hex(batch.write(new WireWriter())));
  }

  @Test
  void everyIntegerReadsAndWritesTheSame() {
    for (JsonNode varint : Recordings.read("primitives.json").get("varint_vle")) {
      String hex = varint.get("hex").asString();
      long value = Long.parseUnsignedLong(varint.get("value").asString());
      WireWriter writer = new WireWriter();
      writer.z(value);
      assertEquals(hex, Recordings.hex(writer.written()));
      assertEquals(value, new WireReader(Recordings.bytes(hex)).z());
    }
  }

  @Test
  void scoutingReadsAndWritesTheSame() {
    for (JsonNode datagram : Recordings.read("scouting.json")) {
      String hex = datagram.get("hex").asString();
      Scouting message = Scouting.read(new WireReader(Recordings.bytes(hex)));
      assertEquals(datagram.get("decoded"), Described.scouting(message));
      WireWriter writer = new WireWriter();
      Scouting.write(writer, message);
      assertEquals(hex, Recordings.hex(writer.written()));
    }
  }
}
