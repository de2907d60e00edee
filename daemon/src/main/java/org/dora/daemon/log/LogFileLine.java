package org.dora.daemon.log;

import java.time.Instant;
import org.dora.common.json.JsonWriter;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogMessageJson;
import org.dora.daemon.process.ProcessStream;

/**
 * Writes a node's line as it stands in its log file, one JSON object (daemon.md, section 7.1).
 * Confined to one thread.
 */
final class LogFileLine {
  private final JsonWriter line = new JsonWriter();

  /** The second of {@link #secondText}: most lines fall into that of the line before. */
  private long second = Long.MIN_VALUE;

  private String secondText = "";

  /** Returns the line with its newline. */
  byte[] bytes(ProcessStream stream, LogMessage message) {
    line.clear();
    line.beginMap().key("ts").text(millis(message.timestamp()));
    line.key("level").text(message.level().text());
    LogMessageJson.text(line, "node", message.nodeId());
    line.key("stream").text(stream == ProcessStream.STDOUT ? "stdout" : "stderr");
    line.key("msg").text(message.message());
    LogMessageJson.text(line, "target", message.target());
    LogMessageJson.fields(line, message.fields());
    return line.endMap().endLine().toByteArray();
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
