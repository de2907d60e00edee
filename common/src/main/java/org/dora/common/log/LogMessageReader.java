package org.dora.common.log;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one log message from JSON; refuses what the released program refuses. */
final class LogMessageReader {
  private static final JsonFactory FACTORY = JsonFactory.builder().build();
  private static final Set<String> KEYS =
      Set.of(
          "build_id",
          "dataflow_id",
          "node_id",
          "daemon_id",
          "level",
          "target",
          "module_path",
          "file",
          "line",
          "message",
          "timestamp",
          "fields");
  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final long MAX_LINE = 0xffff_ffffL;

  private final JsonParser in;
  private final Set<String> seen = new HashSet<>();

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

  private LogMessageReader(JsonParser in) {
    this.in = in;
  }

  /**
   * @throws Refusal if the text is no log message
   */
  static LogMessage read(String json) {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return new LogMessageReader(in).document();
    } catch (JacksonException e) {
      throw new Refusal(String.valueOf(e.getOriginalMessage()));
    }
  }

  private LogMessage document() {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new Refusal("it is no object");
    }
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      property(key);
    }
    if (in.nextToken() != null) {
      throw new Refusal("something follows the object");
    }
    return message();
  }

  private void property(String key) {
    if (KEYS.contains(key) && !seen.add(key)) {
      throw new Refusal("`" + key + "` stands there twice");
    }
    switch (key) {
      case "build_id" -> buildId = textAs(LogMessageReader::id);
      case "dataflow_id" -> dataflowId = textAs(LogMessageReader::id);
      case "node_id" -> nodeId = textAs(LogMessageReader::node);
      case "daemon_id" -> daemonId = daemon();
      case "level" -> level = textAs(LogMessageReader::level);
      case "target" -> target = text();
      case "module_path" -> modulePath = text();
      case "file" -> file = text();
      case "line" -> line = lineNumber();
      case "message" -> message = text();
      case "timestamp" -> timestamp = textAs(LogMessageReader::timestamp);
      case "fields" -> fields = fields();
      default -> in.skipChildren();
    }
  }

  private LogMessage message() {
    if (level == null) {
      throw new Refusal("`level` is missing");
    }
    if (timestamp == null) {
      throw new Refusal("`timestamp` is missing");
    }
    String text = orField(message, "message", Function.identity());
    return new LogMessage(
        orField(buildId, "build_id", LogMessageReader::id),
        orField(dataflowId, "dataflow_id", LogMessageReader::id),
        orField(nodeId, "node_id", LogMessageReader::node),
        daemonId,
        level,
        orField(target, "target", Function.identity()),
        orField(modulePath, "module_path", Function.identity()),
        orField(file, "file", Function.identity()),
        orField(line, "line", LogMessageReader::lineNumber),
        text == null ? "" : text,
        timestamp,
        fields);
  }

  /** The value, or else that of the entry in {@code fields} if it is there and well-formed. */
  private <T> @Nullable T orField(@Nullable T value, String key, Function<String, T> reading) {
    String entry = value == null && fields != null ? fields.get(key) : null;
    if (entry == null) {
      return value;
    }
    try {
      return reading.apply(entry);
    } catch (Refusal _) {
      return null;
    }
  }

  private @Nullable SortedMap<String, String> fields() {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    requireObject();
    SortedMap<String, String> entries = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = paired(in.currentName());
      JsonToken value = in.nextToken();
      if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
        throw new Refusal("`fields." + key + "` is " + value + " where a text is expected");
      }
      entries.put(key, paired(in.getString()));
    }
    return entries;
  }

  private @Nullable DaemonId daemon() {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    requireObject();
    String machine = null;
    UUID uuid = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "machine_id" -> machine = text();
        case "uuid" -> uuid = textAs(LogMessageReader::id);
        default -> in.skipChildren();
      }
    }
    if (uuid == null) {
      throw new Refusal("`daemon_id` has no `uuid`");
    }
    return new DaemonId(machine, uuid);
  }

  private void requireObject() {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw refusedValue("an object");
    }
  }

  private @Nullable String text() {
    return switch (in.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> paired(in.getString());
      default -> throw refusedValue("a text");
    };
  }

  private <T> @Nullable T textAs(Function<String, T> reading) {
    String text = text();
    return text == null ? null : reading.apply(text);
  }

  private @Nullable Long lineNumber() {
    return switch (in.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> lineNumber(in.getString());
      default -> throw refusedValue("a whole number");
    };
  }

  private Refusal refusedValue(String expected) {
    return new Refusal(
        "`"
            + in.currentName()
            + "` is "
            + in.currentToken()
            + " where "
            + expected
            + " is expected");
  }

  private static Long lineNumber(String digits) {
    try {
      long number = Long.parseLong(digits);
      if (number >= 0 && number <= MAX_LINE) {
        return number;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw new Refusal("`line` is " + digits + " where 0 to " + MAX_LINE + " is expected");
  }

  private static UUID id(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw new Refusal("`" + text + "` is no UUID");
    }
    return UUID.fromString(text);
  }

  private static NodeId node(String text) {
    try {
      return new NodeId(text);
    } catch (InvalidIdException e) {
      throw new Refusal(e.getMessage());
    }
  }

  private static LogLevel level(String text) {
    Optional<LogLevel> found = LogLevel.of(text);
    // Severities in any case, raw output only in lower case: two types in the released program.
    if (found.isEmpty() || (found.get() == LogLevel.STDOUT && !text.equals("stdout"))) {
      throw new Refusal("`level` is " + text + " where a severity or `stdout` is expected");
    }
    return found.get();
  }

  private static Instant timestamp(String text) {
    return LogTimestamp.parse(text)
        .orElseThrow(() -> new Refusal("`timestamp` is " + text + " where RFC 3339 is expected"));
  }

  /** Refuses half characters: they exist in JSON escapes, but not in UTF-8. */
  private static String paired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new Refusal("a text holds half a character");
        }
        i++;
      }
    }
    return text;
  }

  /** Why a text is no log message; cheap, since a node may print other JSON at any rate. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
