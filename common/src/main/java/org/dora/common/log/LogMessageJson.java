package org.dora.common.log;

import java.util.Map;
import java.util.SortedMap;
import org.dora.common.codec.DaemonIdJson;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Writes log messages as dora does, byte for byte: one line, nulls included. */
public final class LogMessageJson {
  private LogMessageJson() {}

  /** Appends {@code value} to {@code out}. */
  public static void write(JsonWriter out, LogMessage value) {
    out.beginMap();
    text(out, "build_id", value.buildId());
    text(out, "dataflow_id", value.dataflowId());
    text(out, "node_id", value.nodeId());
    out.key("daemon_id");
    if (value.daemonId() == null) {
      out.nothing();
    } else {
      DaemonIdJson.write(out, value.daemonId());
    }
    out.key("level").text(levelText(value.level()));
    text(out, "target", value.target());
    text(out, "module_path", value.modulePath());
    text(out, "file", value.file());
    out.key("line");
    if (value.line() == null) {
      out.nothing();
    } else {
      out.integer(value.line());
    }
    out.key("message").text(value.message());
    out.key("timestamp").text(LogTimestamp.text(value.timestamp()));
    fields(out, value.fields());
    out.endMap();
  }

  /**
   * Takes a value from {@code in}, as {@link LogMessage#fromJson} says.
   *
   * @throws org.dora.common.json.JsonException if it is none
   */
  public static LogMessage read(JsonReader in) {
    return new LogMessageReader(in).read();
  }

  /** Writes {@code fields} of a message, null included. */
  public static void fields(JsonWriter out, @Nullable SortedMap<String, String> fields) {
    out.key("fields");
    if (fields == null) {
      out.nothing();
      return;
    }
    out.beginMap();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      out.key(field.getKey()).text(field.getValue());
    }
    out.endMap();
  }

  /** Writes what a value prints as, null included. */
  public static void text(JsonWriter out, String key, @Nullable Object value) {
    out.key(key);
    if (value == null) {
      out.nothing();
    } else {
      out.text(value.toString());
    }
  }

  /** Upper case for severities: in dora the two kinds are different types. */
  private static String levelText(LogLevel level) {
    return level == LogLevel.STDOUT ? level.text() : level.name();
  }
}
