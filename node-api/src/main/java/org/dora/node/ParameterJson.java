package org.dora.node;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Has the metadata of messages as JSON, the way recordings and tests do: with each value's kind.
 */
final class ParameterJson {
  private ParameterJson() {}

  /** Writes the metadata of a received message; nothing if there is none for users to see. */
  static void write(Map<String, Parameter> received, JsonGenerator json) {
    SortedMap<String, Parameter> parameters = new TreeMap<>(received);
    parameters.remove(org.dora.common.message.Metadata.FRAMING);
    parameters.remove(org.dora.common.message.Metadata.SCHEMA_HASH);
    if (parameters.isEmpty()) {
      return;
    }
    json.writeName("metadata").writeStartObject();
    parameters.forEach((key, value) -> {
      json.writeName(key).writeStartObject();
      write(value, json);
      json.writeEndObject();
    });
    json.writeEndObject();
  }

  private static void write(Parameter parameter, JsonGenerator json) {
    switch (parameter) {
      case Parameter.Bool(boolean value) -> json.writeName("Bool").writeBoolean(value);
      case Parameter.Int(long value) -> json.writeName("Integer").writeNumber(value);
      case Parameter.Real(double value) -> json.writeName("Float").writeNumber(value);
      case Parameter.Text(String value) -> json.writeName("String").writeString(value);
      case Parameter.Timestamp(Instant value) ->
          json.writeName("Timestamp").writeString(value.toString());
      case Parameter.ListInt list -> {
        json.writeName("ListInt").writeStartArray();
        list.values().forEach(json::writeNumber);
        json.writeEndArray();
      }
      case Parameter.ListFloat list -> {
        json.writeName("ListFloat").writeStartArray();
        list.values().forEach(json::writeNumber);
        json.writeEndArray();
      }
      case Parameter.ListText list -> {
        json.writeName("ListString").writeStartArray();
        list.values().forEach(json::writeString);
        json.writeEndArray();
      }
    }
  }

  /**
   * Reads the metadata of a message.
   *
   * @param json null for none
   * @throws MetadataException naming the value that is not of its kind
   */
  static Map<String, Parameter> read(@Nullable Object json) {
    Map<String, Parameter> parameters = new TreeMap<>();
    if (json == null) {
      return parameters;
    }
    if (!(json instanceof Map<?, ?> entries)) {
      throw new MetadataException("`metadata` is " + json + ", expected a JSON object");
    }
    entries.forEach((key, value) -> {
      Parameter parameter =
          value instanceof Map<?, ?> kinds && kinds.size() == 1
              ? parameter(kinds.entrySet().iterator().next())
              : null;
      if (parameter == null) {
        throw new MetadataException(
            "metadata `" + key + "` is " + value + ", expected a kind and its value");
      }
      parameters.put(String.valueOf(key), parameter);
    });
    return parameters;
  }

  /** Returns null if the value is not of that kind. */
  private static @Nullable Parameter parameter(Map.Entry<?, ?> entry) {
    String kind = String.valueOf(entry.getKey());
    return switch (entry.getValue()) {
      case Boolean value when kind.equals("Bool") -> new Parameter.Bool(value);
      case Long value when kind.equals("Integer") -> new Parameter.Int(value);
      case Number value when kind.equals("Float") -> new Parameter.Real(value.doubleValue());
      case String value when kind.equals("String") -> new Parameter.Text(value);
      case String value when kind.equals("Timestamp") -> timestamp(value);
      case List<?> values when kind.equals("ListInt") && holds(values, Long.class) ->
          new Parameter.ListInt(values.stream().map(Long.class::cast).toList());
      case List<?> values when kind.equals("ListFloat") && holds(values, Number.class) ->
          new Parameter.ListFloat(
              values.stream().map(Number.class::cast).map(Number::doubleValue).toList());
      case List<?> values when kind.equals("ListString") && holds(values, String.class) ->
          new Parameter.ListText(values.stream().map(String.class::cast).toList());
      case null, default -> null;
    };
  }

  private static boolean holds(List<?> values, Class<?> type) {
    return values.stream().allMatch(type::isInstance);
  }

  private static @Nullable Parameter timestamp(String text) {
    try {
      return new Parameter.Timestamp(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return null;
    }
  }
}
