package org.dora.common.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.ControlReplyJson;
import org.dora.common.codec.ControlRequestJson;
import org.dora.common.codec.DaemonEventJson;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final UUID ID = UUID.fromString("01a2006a-5d90-7b0e-8818-05f44ea9a7bd");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01a2006a-5d90-7b0e-8818-05f44ea9a7bd",
        "01A2006A-5D90-7B0E-8818-05F44EA9A7BD",
        "01a2006a5d907b0e881805f44ea9a7bd",
        "urn:uuid:01a2006a-5d90-7b0e-8818-05f44ea9a7bd",
        "{01a2006a-5d90-7b0e-8818-05f44ea9a7bd}"
      })
  void idsAreReadInAllTheirForms(String text) {
    assertEquals(ID, read("\"" + text + "\"", JsonReader::readUuid));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"7\"",
        "\"01a2006a-5d90-7b0e-8818-05f44ea9a7b\"",
        "\"01a2006ax5d90-7b0e-8818-05f44ea9a7bd\"",
        "\"01a2006a-5d90-7b0e-8818-05f44ea9a7bg\"",
        "7",
        "null"
      })
  void whatIsNoIdIsRefused(String json) {
    refused(json, JsonReader::readUuid);
  }

  @Test
  void textsAreReadWithTheirEscapesAndCharactersOfAnyLength() {
    assertEquals(
        "a\"\\/\b\f\n\r\té😀\u0000ü€😀",
        read(
            "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\\u0000ü€😀\"",
            JsonReader::readString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud83d\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ude00\"",
        "\"\n\"",
        "'a'",
        "a",
        ""
      })
  void whatIsNoTextIsRefused(String json) {
    refused(json, JsonReader::readString);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertThrows(
        JsonException.class,
        () -> JsonReader.decode(new byte[] {'"', (byte) 0xC3, '"'}, JsonReader::readString));
  }

  @Test
  void numbersOf64BitsAreReadAsUnsigned() {
    assertEquals((Long) (-1L), read("18446744073709551615", in -> in.readUnsigned(64)));
    assertEquals((Long) Long.MIN_VALUE, read("-9223372036854775808", in -> in.readSigned(64)));
    assertEquals((Long) (long) Integer.MIN_VALUE, read("-2147483648", in -> in.readSigned(32)));
    assertEquals((Long) 65535L, read("65535", in -> in.readUnsigned(16)));
  }

  @ParameterizedTest
  @CsvSource({
    "18446744073709551616, 64",
    "4294967296, 32",
    "65536, 16",
    "-1, 64",
    "1.0, 64",
    "1e3, 64",
    "01, 64",
    "+1, 64",
    "true, 64",
    "-, 64",
    "., 64",
    "99999999999999999999999999999999999999999999999999999999999999999999999999999, 64"
  })
  void numbersOutOfRangeOrShapeAreRefused(String json, int bits) {
    refused(json, in -> in.readUnsigned(bits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "1.", ".5", "1e", "NaN", "null", "\"1\""})
  void whatIsNoRealNumberIsRefused(String json) {
    refused(json, JsonReader::readF64);
  }

  @Test
  void realNumbersMayBeWhole() {
    assertEquals(3.0, read("3", JsonReader::readF64));
    assertEquals(-1.5e-7, read("-1.5E-7", JsonReader::readF64));
    assertEquals(0.1f, read("0.1", JsonReader::readF32));
  }

  @Test
  void bytesAreListsOfNumbers() {
    assertEquals(
        Bytes.copyOf(new byte[] {0, 1, (byte) 255}), read("[0, 1 ,255]", JsonReader::readBytes));
    assertEquals(0, read("[ ]", JsonReader::readBytes).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[256]",
        "[-1]",
        "[1.5]",
        "[1e1]",
        "[01]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "[[1]]",
        "[null]",
        "[\"1\"]",
        "{}",
        "null",
        "[1000000000000000000000]"
      })
  void otherListsAreNoBytes(String json) {
    refused(json, JsonReader::readBytes);
  }

  @Test
  void aLargePayloadTakesTimeInProportionToItsSize() {
    byte[] payload = new byte[4 << 20];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 31);
    }
    byte[] json = JsonWriter.encode(Bytes.wrap(payload), JsonWriter::bytes);

    assertArrayEquals(payload, JsonReader.decode(json, JsonReader::readBytes).toArray());
  }

  @Test
  void durationsCarryNanosecondsOver() {
    assertEquals(
        Duration.ofSeconds(3, 500_000_000),
        read("{\"nanos\":1500000000,\"secs\":2}", JsonReader::readDuration));
    refused("{\"secs\":18446744073709551615,\"nanos\":0}", JsonReader::readDuration);
    refused("{\"secs\":1}", JsonReader::readDuration);
    refused("1", JsonReader::readDuration);
  }

  @Test
  void timestampsHaveSixteenBytesOfIdentity() {
    HlcTimestamp read =
        read(
            "{\"time\":17710768102036808688,\"id\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,255]}",
            JsonReader::readTimestamp);
    assertEquals("17710768102036808688", Long.toUnsignedString(read.time()));
    assertEquals(0x0807060504030201L, read.id().low());
    assertEquals(0xff0f0e0d0c0b0a09L, read.id().high());
    refused("{\"time\":1,\"id\":[1,2]}", JsonReader::readTimestamp);
    refused("{\"id\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}", JsonReader::readTimestamp);
  }

  @Test
  void unitVariantsMayBeWrittenAsMaps() {
    assertEquals(
        new ControlRequest.ListDataflows(), read("{\"List\":null}", ControlRequestJson::read));
    refused("{\"List\":{}}", ControlRequestJson::read);
    refused("{\"List\":null,\"Clean\":null}", ControlRequestJson::read);
    refused("{}", ControlRequestJson::read);
    refused("null", ControlRequestJson::read);
    refused("\"Stop\"", ControlRequestJson::read);
  }

  @Test
  void keysThatNobodyKnowsArePassedOver() {
    assertEquals(
        new ControlRequest.Check(ID),
        read(
            "{\"Check\":{\"x\":[1,{\"y\":\"\\n\"}],\"dataflow_uuid\":\"" + ID + "\",\"z\":null}}",
            ControlRequestJson::read));
  }

  @Test
  void keysThatStandTwiceAreRefused() {
    JsonException refused =
        refused(
            "{\"Check\":{\"dataflow_uuid\":\"" + ID + "\",\"dataflow_uuid\":1}}",
            ControlRequestJson::read);
    assertEquals("duplicate field `dataflow_uuid`", refused.reason());
  }

  @Test
  void whatMayBeMissingIsNullOrItsDefault() {
    assertEquals(
        new ControlRequest.Stop(ID, null, false),
        read("{\"Stop\":{\"dataflow_uuid\":\"" + ID + "\"}}", ControlRequestJson::read));
    assertEquals(
        new ControlReply.TopicSubscribed(ID, null),
        read("{\"TopicSubscribed\":{\"subscription_id\":\"" + ID + "\"}}", ControlReplyJson::read));
  }

  @Test
  void aFailureNamesThePathAndWhatWasFound() {
    JsonException refused =
        refused(
            "{\"DataflowList\":[{\"id\":{\"uuid\":\""
                + ID
                + "\"},\"status\":\"Running\"},"
                + "{\"id\":{\"uuid\":5}}]}",
            ControlReplyJson::read);
    assertEquals("$.DataflowList[1].id.uuid", refused.path());
    assertEquals("invalid type: number `5`, expected a string", refused.reason());
    assertTrue(refused.getMessage().endsWith("(byte 105)"), refused.getMessage());
  }

  @Test
  void anIdWithWrongCharactersIsRefusedAtItsPlace() {
    JsonException refused =
        refused(
            "{\"GetParams\":{\"dataflow_id\":\"" + ID + "\",\"node_id\":\"a/b\"}}",
            ControlRequestJson::read);
    assertEquals("$.GetParams.node_id", refused.path());
    assertEquals(
        "identifier contains invalid character '/' -- only [a-zA-Z0-9_.-] are allowed",
        refused.reason());
  }

  @Test
  void aVariantOfTheFutureIsNamed() {
    JsonException refused = refused("{\"Dance\":{}}", DaemonEventJson::read);
    assertEquals("$.Dance", refused.path());
    assertTrue(
        refused.reason().startsWith("unknown variant `Dance`, expected one of `BuildResult`,"),
        refused.reason());
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackIsFull() {
    for (String deep :
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"SetParam\":{\"value\":" + "[".repeat(100_000))) {
      JsonException refused = refused(deep, JsonReader::readRaw);
      assertTrue(refused.reason().contains("128 levels"), refused.reason());
      refused(deep, ControlRequestJson::read);
      refused(deep, JsonReader::readTree);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "[",
        "{",
        "tru",
        "[1}",
        "1 2",
        "-",
        "\u00a01",
        "//\n1"
      })
  void whatIsNoJsonIsRefused(String json) {
    refused(json, JsonReader::readRaw);
  }

  @Test
  void valuesThatNobodyReadsMayBeOfAnyDepth() {
    String deep = "[{\"a\":".repeat(50_000) + "1" + "}]".repeat(50_000);
    assertEquals(
        new ControlRequest.Check(ID),
        read(
            "{\"Check\":{\"x\":" + deep + ",\"dataflow_uuid\":\"" + ID + "\"}}",
            ControlRequestJson::read));
  }

  @Test
  void rawValuesKeepTheirText() {
    String json = "{\"x\": [1, 2.50, null, \"s\\u00e9\", true]}";
    RawJson raw = RawJson.of(" " + json + "\n");
    assertEquals(json, raw.text());
    assertEquals(json.length(), raw.size());
    assertEquals(RawJson.of(json), raw);
    assertTrue(RawJson.of("null").isNull());
  }

  static <T> T read(String json, JsonReader.Decoder<T> decoder) {
    return JsonReader.decode(json.getBytes(StandardCharsets.UTF_8), decoder);
  }

  private static JsonException refused(String json, JsonReader.Decoder<?> decoder) {
    return assertThrows(JsonException.class, () -> read(json, decoder), json);
  }
}
