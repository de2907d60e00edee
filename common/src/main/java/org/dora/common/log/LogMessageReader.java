package org.dora.common.log;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.dora.common.codec.DaemonIdJson;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidText;
import org.dora.common.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads one log message from JSON; refuses what the released program refuses. */
final class LogMessageReader {
  private static final long MAX_LINE = 0xffff_ffffL;

  private final JsonReader in;
  private long seen;

  private @Nullable UUID buildId;
  private @Nullable UUID dataflowId;
  private @Nullable NodeId nodeId;
  private @Nullable DaemonId daemonId;
  private @Nullable LogLevel level;
  private @Nullable String target;
  private @Nullable String modulePath;
  private @Nullable String file;
  private @Nullable Long line;
  private @Nullable String message;
  private @Nullable Instant timestamp;
  private @Nullable SortedMap<String, String> fields;

  LogMessageReader(JsonReader in) {
    this.in = in;
  }

  LogMessage read() {
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      property(key);
    }
    return message();
  }

  private void property(String key) {
    switch (key) {
      case "build_id" -> buildId = once(0, key) ? in.readUuid() : null;
      case "dataflow_id" -> dataflowId = once(1, key) ? in.readUuid() : null;
      case "node_id" -> nodeId = once(2, key) ? new NodeId(in.readString()) : null;
      case "daemon_id" -> daemonId = once(3, key) ? DaemonIdJson.read(in) : null;
      case "level" -> level = once(4, key) ? level(in.readString()) : null;
      case "target" -> target = once(5, key) ? in.readString() : null;
      case "module_path" -> modulePath = once(6, key) ? in.readString() : null;
      case "file" -> file = once(7, key) ? in.readString() : null;
      case "line" -> line = once(8, key) ? (Long) in.readUnsigned(Integer.SIZE) : null;
      case "message" -> message = once(9, key) ? in.readString() : null;
      case "timestamp" -> timestamp = once(10, key) ? timestamp(in.readString()) : null;
      case "fields" -> fields = once(11, key) ? fields() : null;
      default -> in.skipValue();
    }
  }

  /** Notes that a key is there, and returns whether a value follows: null stands for none. */
  private boolean once(int index, String key) {
    seen = in.once(seen, index, key);
    return !in.readNull();
  }

  private LogMessage message() {
    if (level == null) {
      throw in.failure("missing field `level`");
    }
    if (timestamp == null) {
      throw in.failure("missing field `timestamp`");
    }
    String text = orField(message, "message", Function.identity());
    return new LogMessage(
        orField(buildId, "build_id", UuidText::parse),
        orField(dataflowId, "dataflow_id", UuidText::parse),
        orField(nodeId, "node_id", LogMessageReader::nodeOrNull),
        daemonId,
        level,
        orField(target, "target", Function.identity()),
        orField(modulePath, "module_path", Function.identity()),
        orField(file, "file", Function.identity()),
        orField(line, "line", LogMessageReader::lineOrNull),
        text == null ? "" : text,
        timestamp,
        fields);
  }

  /** The value, or else that of the entry in {@code fields} if it is there and well-formed. */
  private <T> @Nullable T orField(
      @Nullable T value, String key, Function<String, @Nullable T> reading) {
    String entry = value == null && fields != null ? fields.get(key) : null;
    return entry == null ? value : reading.apply(entry);
  }

  /** Values of any type except null and collections are taken as the text that they are. */
  private SortedMap<String, String> fields() {
    SortedMap<String, String> entries = new TreeMap<>();
    in.beginObject();
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      entries.put(key, in.readScalar());
    }
    return entries;
  }

  private static @Nullable NodeId nodeOrNull(String text) {
    try {
      return new NodeId(text);
    } catch (InvalidIdException _) {
      return null;
    }
  }

  private static @Nullable Long lineOrNull(String digits) {
    try {
      long number = Long.parseLong(digits);
      return number >= 0 && number <= MAX_LINE ? number : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private LogLevel level(String text) {
    Optional<LogLevel> found = LogLevel.of(text);
    // Severities in any case, raw output only in lower case: two types in the released program.
    if (found.isEmpty() || (found.get() == LogLevel.STDOUT && !text.equals("stdout"))) {
      throw in.failure("found `" + text + "`, expected a severity or `stdout`");
    }
    return found.get();
  }

  private Instant timestamp(String text) {
    return LogTimestamp.parse(text)
        .orElseThrow(() -> in.failure("found `" + text + "`, expected a time as in RFC 3339"));
  }
}
