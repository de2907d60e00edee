package org.dora.common.log;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.UUID;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes log messages as dora does, byte for byte: one line, nulls included. */
public final class LogMessageJson {
  /** Escapes as serde_json does; leaves writers open, so that they can be used again. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private LogMessageJson() {}

  static String text(LogMessage message) {
    StringWriter out = new StringWriter(256);
    write(message, out);
    return out.toString();
  }

  /** Returns a generator with dora's escapes; closing it leaves {@code out} open. */
  public static JsonGenerator generator(Writer out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** Writes a message without a newline; {@code out} stays open. */
  public static void write(LogMessage message, Writer out) {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      id(json, "build_id", message.buildId());
      id(json, "dataflow_id", message.dataflowId());
      text(json, "node_id", message.nodeId() == null ? null : message.nodeId().value());
      daemon(json, message.daemonId());
      json.writeStringProperty("level", levelText(message.level()));
      text(json, "target", message.target());
      text(json, "module_path", message.modulePath());
      text(json, "file", message.file());
      if (message.line() == null) {
        json.writeNullProperty("line");
      } else {
        json.writeNumberProperty("line", message.line());
      }
      json.writeStringProperty("message", message.message());
      json.writeStringProperty("timestamp", LogTimestamp.text(message.timestamp()));
      fields(json, message.fields());
      json.writeEndObject();
    }
  }

  /** Writes {@code fields} of a message, null included. */
  public static void fields(JsonGenerator json, @Nullable Map<String, String> fields) {
    if (fields == null) {
      json.writeNullProperty("fields");
      return;
    }
    json.writeObjectPropertyStart("fields");
    fields.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  /** Writes a text, null included. */
  public static void text(JsonGenerator json, String key, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(key);
    } else {
      json.writeStringProperty(key, value);
    }
  }

  private static void id(JsonGenerator json, String key, @Nullable UUID id) {
    text(json, key, id == null ? null : id.toString());
  }

  private static void daemon(JsonGenerator json, @Nullable DaemonId daemon) {
    if (daemon == null) {
      json.writeNullProperty("daemon_id");
      return;
    }
    json.writeObjectPropertyStart("daemon_id");
    text(json, "machine_id", daemon.machineId());
    id(json, "uuid", daemon.uuid());
    json.writeEndObject();
  }

  /** Upper case for severities: in dora the two kinds are different types. */
  private static String levelText(LogLevel level) {
    return level == LogLevel.STDOUT ? level.text() : level.name();
  }
}
