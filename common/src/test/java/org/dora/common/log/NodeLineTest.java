package org.dora.common.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.common.descriptor.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NodeLineTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T02:01:34.938123456Z");

  /** What stands before each line of a test that is about something else. */
  private static final String HEAD =
      "{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"info\",\"message\":\"m\"";

  static Stream<JsonNode> recorded() {
    Path file = Path.of("../interop/vectors/node-protocol/log_lines.json");
    return JsonMapper.shared().readTree(file.toFile()).valueStream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyRecordedLineIsReadAsTheReleasedProgramReadsIt(JsonNode vector) {
    String line = vector.get("line").asString();
    LogMessage message = NodeLine.read(line, RECEIVED);
    if (line.contains("\"n\":1")) {
      // The one exception: numbers in `fields` are taken as text, so that common JSON loggers keep
      // their severity (node-protocol.md, section 13, BEAT).
      assertEquals(Map.of("n", "1"), message.fields());
      assertEquals(LogLevel.INFO, message.level());
    } else if (vector.get("structured").asBoolean()) {
      assertEquals(vector.get("log_message"), JsonMapper.shared().readTree(message.toJson()), line);
    } else {
      assertEquals(LogMessage.of(LogLevel.STDOUT, null, line, RECEIVED), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"message\":\"twice\"}",
        ",\"target\":5}",
        ",\"line\":\"12\"}",
        ",\"line\":12.0}",
        ",\"line\":-1}",
        ",\"line\":4294967296}",
        ",\"node_id\":\"a b/c\"}",
        ",\"node_id\":3}",
        ",\"dataflow_id\":\"nope\"}",
        ",\"build_id\":\"1-1-1-1-1\"}",
        ",\"daemon_id\":\"x\"}",
        ",\"daemon_id\":{\"machine_id\":\"m\"}}",
        ",\"fields\":[]}",
        ",\"fields\":{\"x\":null}}",
        ",\"fields\":{\"x\":{}}}",
        ",\"target\":\"half \\ud800 character\"}",
        "} x",
        ",}",
        ",\"x\":NaN}",
        "",
      })
  void aLineWithAWrongTypeOrBrokenJsonIsRawOutput(String tail) {
    assertIsRaw(HEAD + tail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"warning", "off", " info", "STDOUT", ""})
  void aLineOfAnUnknownLevelIsRawOutput(String level) {
    assertIsRaw("{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"" + level + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "{", "{}", "[1]", "null", "{\"level\":null}", "text {}"})
  void whatIsNoObjectIsRawOutput(String line) {
    assertIsRaw(line);
  }

  @Test
  void blanksAroundAnObjectDoNotMatter() {
    assertEquals("m", NodeLine.read("\t " + HEAD + "}  ", RECEIVED).message());
  }

  @Test
  void unknownKeysAreIgnoredWhateverTheyHold() {
    String deep = "[".repeat(200) + "]".repeat(200);
    LogMessage message =
        NodeLine.read(HEAD + ",\"u\":1e999,\"u\":" + deep + ",\"span\":{}}", RECEIVED);
    assertEquals(LogLevel.INFO, message.level());
  }

  @Test
  void nullCountsAsMissing() {
    String line =
        "{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"info\",\"message\":null,\"fields\":null}";
    LogMessage message = NodeLine.read(line, RECEIVED);
    assertEquals("", message.message());
    assertNull(message.fields());
  }

  @Test
  void whatIsMissingIsTakenFromTheFields() {
    String line =
        """
        {"timestamp":"2026-11-21T23:23:06Z","level":"Info","target":"","fields":{"message":"said",\
        "target":"unused","module_path":"a::b","file":"a.rs","line":"7",\
        "build_id":"01a200fc-c332-701b-878a-53985df98ec2"}}\
        """;
    LogMessage message = NodeLine.read(line, RECEIVED);
    assertEquals("said", message.message());
    assertEquals("", message.target());
    assertEquals("a::b", message.modulePath());
    assertEquals("a.rs", message.file());
    assertEquals(7, message.line());
    assertEquals("01a200fc-c332-701b-878a-53985df98ec2", String.valueOf(message.buildId()));
  }

  @Test
  void aMalformedFieldIsNoReplacementButStays() {
    String line = HEAD + ",\"fields\":{\"line\":\"x\",\"build_id\":\"y\",\"node_id\":\"a b\"}}";
    LogMessage message = NodeLine.read(line, RECEIVED);
    assertNull(message.line());
    assertNull(message.buildId());
    assertNull(message.nodeId());
    assertEquals(Map.of("line", "x", "build_id", "y", "node_id", "a b"), message.fields());
  }

  @Test
  void ofAFieldThatStandsTwiceTheLastCounts() {
    LogMessage message = NodeLine.read(HEAD + ",\"fields\":{\"a\":\"1\",\"a\":\"2\"}}", RECEIVED);
    assertEquals(Map.of("a", "2"), message.fields());
  }

  @Test
  void numbersAndBooleansInFieldsAreTakenAsWritten() {
    String line = HEAD + ",\"fields\":{\"count\":1.50,\"big\":12345678901234567890,\"ok\":true}}";
    assertEquals(
        Map.of("count", "1.50", "big", "12345678901234567890", "ok", "true"),
        NodeLine.read(line, RECEIVED).fields());
  }

  @Test
  void fieldsAreOrderedByKey() {
    LogMessage message = NodeLine.read(HEAD + ",\"fields\":{\"b\":\"2\",\"a\":\"1\"}}", RECEIVED);
    assertTrue(
        message.toJson().endsWith("\"fields\":{\"a\":\"1\",\"b\":\"2\"}}"), message.toJson());
  }

  private static void assertIsRaw(String line) {
    assertEquals(
        LogMessage.of(LogLevel.STDOUT, null, line, RECEIVED), NodeLine.read(line, RECEIVED));
  }
}
