package org.dora.daemon.log;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogMessageJson;
import org.dora.daemon.process.ProcessStream;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a node's line as it stands in its log file, one JSON object (daemon.md, section 7.1).
 * Confined to one thread.
 */
final class LogFileLine {
  private final StringWriter line = new StringWriter(256);

  /** The second of {@link #secondText}: most lines fall into that of the line before. */
  private long second = Long.MIN_VALUE;

  private String secondText = "";

  /** Returns the line with its newline. */
  byte[] bytes(ProcessStream stream, LogMessage message) {
    line.getBuffer().setLength(0);
    try (JsonGenerator json = LogMessageJson.generator(line)) {
      json.writeStartObject();
      json.writeStringProperty("ts", millis(message.timestamp()));
      json.writeStringProperty("level", message.level().text());
      LogMessageJson.text(json, "node", message.nodeId() == null ? null : message.nodeId().value());
      json.writeStringProperty("stream", stream == ProcessStream.STDOUT ? "stdout" : "stderr");
      json.writeStringProperty("msg", message.message());
      LogMessageJson.text(json, "target", message.target());
      LogMessageJson.fields(json, message.fields());
      json.writeEndObject();
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 3339 with exactly three digits of the second's fraction. */
  private String millis(Instant time) {
    if (time.getEpochSecond() != second) {
      second = time.getEpochSecond();
      String text = Instant.ofEpochSecond(second).toString();
      secondText = text.substring(0, text.length() - 1);
    }
    int millis = time.getNano() / 1_000_000;
    return secondText
        + '.'
        + (char) ('0' + millis / 100)
        + (char) ('0' + millis / 10 % 10)
        + (char) ('0' + millis % 10)
        + 'Z';
  }
}
