package org.dora.common.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.codec.JsonBy;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonException;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * One message of a log as it travels between daemon, coordinator, CLI and {@code dora/logs} inputs
 * (node-protocol.md, section 13).
 *
 * @param buildId build that it is about
 * @param dataflowId dataflow that it is about
 * @param nodeId node that wrote it or that it is about
 * @param daemonId daemon that it came through
 * @param level {@link LogLevel#STDOUT} for a line without a level of its own
 * @param target part of the program that wrote it, such as {@code spawner}
 * @param modulePath module that wrote it
 * @param file source file that wrote it
 * @param line line in {@code file}, an unsigned 32-bit number
 * @param message what is said, possibly of several lines
 * @param timestamp when it was written
 * @param fields further key-values, ordered by key
 */
@JsonBy(LogMessageJson.class)
public record LogMessage(
    @Nullable UUID buildId,
    @Nullable UUID dataflowId,
    @Nullable NodeId nodeId,
    @Nullable DaemonId daemonId,
    LogLevel level,
    @Nullable String target,
    @Nullable String modulePath,
    @Nullable String file,
    @Nullable Long line,
    String message,
    Instant timestamp,
    @Nullable SortedMap<String, String> fields) {

  public LogMessage {
    fields = fields == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** Returns a message of which only the essence is known. */
  public static LogMessage of(
      LogLevel level, @Nullable String target, String message, Instant timestamp) {
    return new LogMessage(
        null, null, null, null, level, target, null, null, null, message, timestamp, null);
  }

  /**
   * Returns the message as one that came from {@code node}, or from no node in particular, of a
   * dataflow through a daemon, whatever it said of itself.
   */
  public LogMessage from(UUID dataflow, @Nullable NodeId node, DaemonId daemon) {
    return new LogMessage(
        buildId,
        dataflow,
        node,
        daemon,
        level,
        target,
        modulePath,
        file,
        line,
        message,
        timestamp,
        fields);
  }

  /** Returns the message as one line of JSON without a newline. */
  public String toJson() {
    return new String(JsonWriter.encode(this, LogMessageJson::write), StandardCharsets.UTF_8);
  }

  /**
   * Reads a message from a JSON object. {@code level} and {@code timestamp} must be there; what
   * else is missing is taken from the entry of the same name in {@code fields}; unknown keys are
   * ignored.
   *
   * @throws LogFormatException if the text is no such object
   */
  public static LogMessage fromJson(String json) {
    try {
      return parse(json);
    } catch (JsonException e) {
      throw new LogFormatException(
          "expected a log message as a JSON object, found `" + json + "`: " + e.getMessage());
    }
  }

  /**
   * Reads a message as {@link #fromJson} does.
   *
   * @throws JsonException if the text is none; made cheaply, since nodes print other JSON, too
   */
  static LogMessage parse(String json) {
    return JsonReader.decode(json.getBytes(StandardCharsets.UTF_8), LogMessageJson::read);
  }
}
