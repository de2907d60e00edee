package org.dora.cli.dataflow;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogMessageJson;
import org.jspecify.annotations.Nullable;

/** A line of a node's log file (daemon.md section 7.1). */
final class StoredLine {
  private String message = "";
  private LogLevel level = LogLevel.STDOUT;
  private @Nullable String target;
  private Instant time = Instant.EPOCH;
  private @Nullable SortedMap<String, String> fields;

  private StoredLine() {}

  /** Returns the message of a line; one that is no JSON, as of old, has no time. */
  static LogMessage read(NodeId node, byte[] line) {
    StoredLine read = new StoredLine();
    try {
      JsonReader.decode(line, read::take);
    } catch (JsonException | DateTimeException _) {
      read = new StoredLine();
      read.message = new String(line, StandardCharsets.UTF_8);
    }
    return new LogMessage(
        null,
        null,
        node,
        null,
        read.level,
        read.target,
        null,
        null,
        null,
        read.message,
        read.time,
        read.fields);
  }

  /** Returns the line that {@link #read} makes the same message of. */
  static byte[] write(LogMessage message) {
    JsonWriter out = new JsonWriter().beginMap();
    out.key("ts").text(message.timestamp().toString());
    out.key("level").text(message.level().text());
    out.key("msg").text(message.message());
    LogMessageJson.text(out, "target", message.target());
    LogMessageJson.fields(out, message.fields());
    return out.endMap().toByteArray();
  }

  private boolean take(JsonReader in) {
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "ts" -> time = Instant.parse(in.readString());
        case "level" -> level = LogLevel.of(in.readString()).orElse(LogLevel.STDOUT);
        case "msg" -> message = in.readString();
        case "target" -> target = in.readNull() ? null : in.readString();
        case "fields" -> fields = in.readNull() ? null : readFields(in);
        default -> in.skipValue();
      }
    }
    return true;
  }

  private static SortedMap<String, String> readFields(JsonReader in) {
    SortedMap<String, String> fields = new TreeMap<>();
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      fields.put(key, in.readScalar());
    }
    return fields;
  }
}
