package org.dora.cli.topic;

import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.json.JsonWriter;
import org.dora.common.message.Metadata;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;

/** A message's parameters as JSON, without those by which dora's own parts talk to each other. */
final class ShownMetadata {
  private ShownMetadata() {}

  /** Returns an object with the parameters in the order of their names; null without any. */
  static @Nullable String of(Metadata metadata) {
    SortedMap<String, Parameter> shown = new TreeMap<>(metadata.parameters());
    shown.remove(Metadata.FRAMING);
    shown.remove(Metadata.SCHEMA_HASH);
    shown.remove(Metadata.WIRE_SIZE);
    if (shown.isEmpty()) {
      return null;
    }
    JsonWriter json = new JsonWriter().beginMap();
    shown.forEach((name, parameter) -> write(json.key(name), parameter));
    return json.endMap().toString();
  }

  private static void write(JsonWriter json, Parameter parameter) {
    switch (parameter) {
      case Parameter.Bool(boolean value) -> json.bool(value);
      case Parameter.Int(long value) -> json.integer(value);
      case Parameter.Text(String value) -> json.text(value);
      case Parameter.Real(double value) -> json.real(value);
      case Parameter.Timestamp(var value) -> json.text(value.toString());
      case Parameter.ListInt(var values) -> {
        json.beginList();
        values.forEach(json::integer);
        json.endList();
      }
      case Parameter.ListFloat(var values) -> {
        json.beginList();
        values.forEach(json::real);
        json.endList();
      }
      case Parameter.ListText(var values) -> {
        json.beginList();
        values.forEach(json::text);
        json.endList();
      }
    }
  }
}
