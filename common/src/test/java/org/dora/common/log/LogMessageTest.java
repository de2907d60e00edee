package org.dora.common.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class LogMessageTest {
  private static final UUID DATAFLOW = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");
  private static final UUID DAEMON = UUID.fromString("01a200fd-b066-77d5-b932-b892de471f42");

  /** Lines that the released program printed with {@code --log-format json}. */
  private static final String RAW =
      "{\"build_id\":null,\"dataflow_id\":\"01a200fd-b066-712f-9593-8cf3571e62b2\",\"node_id\":\"a\","
          + "\"daemon_id\":{\"machine_id\":null,\"uuid\":\"01a200fd-b066-77d5-b932-b892de471f42\"},"
          + "\"level\":\"stdout\",\"target\":null,\"module_path\":null,\"file\":null,\"line\":null,"
          + "\"message\":\"tab\\tand \\u001b[31mansi\\u001b[0m umlaut ä / \\\"q\\\" \\\\\","
          + "\"timestamp\":\"2026-11-22T02:02:36.122585811Z\",\"fields\":null}";

  private static final String FULL =
      "{\"build_id\":\"01a200fc-c332-701b-878a-53985df98ec2\",\"dataflow_id\":null,\"node_id\":null,"
          + "\"daemon_id\":{\"machine_id\":\"m1\",\"uuid\":\"01a200fd-b066-77d5-b932-b892de471f42\"},"
          + "\"level\":\"DEBUG\",\"target\":\"t\",\"module_path\":\"a::b\",\"file\":\"f.rs\","
          + "\"line\":4294967295,\"message\":\"multi\\nline\","
          + "\"timestamp\":\"2026-11-21T23:23:06.120Z\",\"fields\":{\"a\":\"1\",\"b\":\"2\"}}";

  @Test
  void rawOutputIsWrittenAsTheReleasedProgramWritesIt() {
    LogMessage message =
        LogMessage.of(
                LogLevel.STDOUT,
                null,
                "tab\tand \u001b[31mansi\u001b[0m umlaut ä / \"q\" \\",
                Instant.parse("2026-11-22T02:02:36.122585811Z"))
            .from(DATAFLOW, new NodeId("a"), new DaemonId(null, DAEMON));
    assertEquals(RAW, message.toJson());
  }

  @Test
  void whatIsReadIsWrittenBackByteForByte() {
    assertEquals(RAW, LogMessage.fromJson(RAW).toJson());
    assertEquals(FULL, LogMessage.fromJson(FULL).toJson());
  }

  @Test
  void charactersOutsideTheBasicPlaneAreWrittenAsTheyAre() {
    LogMessage message = LogMessage.of(LogLevel.INFO, null, "😀 \u2028 \u007f", Instant.EPOCH);
    assertTrue(message.toJson().contains("\"😀 \u2028 \u007f\""), message.toJson());
    assertEquals(message, LogMessage.fromJson(message.toJson()));
  }

  @Test
  void theOriginOverridesWhatANodeClaims() {
    LogMessage claimed = LogMessage.fromJson(FULL);
    LogMessage message = claimed.from(DATAFLOW, new NodeId("real"), new DaemonId("m2", DAEMON));
    assertEquals(new NodeId("real"), message.nodeId());
    assertEquals(DATAFLOW, message.dataflowId());
    assertEquals(new DaemonId("m2", DAEMON), message.daemonId());
    assertEquals(claimed.buildId(), message.buildId());
    assertEquals(claimed.line(), message.line());
  }

  @Test
  void laterChangesOfTheGivenFieldsDoNotReachTheMessage() {
    TreeMap<String, String> fields = new TreeMap<>();
    fields.put("k", "v");
    LogMessage message =
        new LogMessage(
            null,
            null,
            null,
            null,
            LogLevel.INFO,
            null,
            null,
            null,
            null,
            "m",
            Instant.EPOCH,
            fields);
    fields.put("k", "changed");
    assertEquals(Map.of("k", "v"), message.fields());
  }

  @Test
  void aTextThatIsNoMessageIsRefusedWithItsReason() {
    LogFormatException failure =
        assertThrows(
            LogFormatException.class,
            () -> LogMessage.fromJson("{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"x\"}"));
    assertEquals(
        "expected a log message as a JSON object, found"
            + " `{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"x\"}`: found `x`, expected"
            + " a severity or `stdout` at $.level (byte 47)",
        failure.getMessage());
  }
}
