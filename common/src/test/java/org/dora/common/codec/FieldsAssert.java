package org.dora.common.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.ValueLayout;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares a decoded message with the fields that a vector states, by the names of the released
 * types.
 */
final class FieldsAssert {
  /** Variants that have another name here than there. */
  private static final Map<String, String> RENAMED =
      Map.of("Text", "String", "ListText", "ListString", "Int", "Integer", "Real", "Float");

  private FieldsAssert() {}

  static void assertFields(JsonNode want, @Nullable Object got) {
    switch (got) {
      case null -> assertEquals(true, want.isNull(), () -> "expected " + want + ", got nothing");
      case Timestamped<?>(Object inner, var _) -> assertFields(want, inner);
      case String text -> assertEquals(want.asString(), text);
      case Boolean flag -> assertEquals(want.asBoolean(), flag);
      case Integer number -> assertEquals(want.asInt(), number);
      case Long number -> assertEquals(want.asLong(), number);
      case Double number -> assertEquals(want.asDouble(), number);
      case UUID id -> assertEquals(want.asString(), id.toString());
      case Instant time -> assertEquals(want.asString(), time.toString());
      case Bytes bytes -> assertEquals(want.asString(), hex(bytes.toArray()));
      case Payload payload ->
          assertEquals(want.asString(), hex(payload.bytes().toArray(ValueLayout.JAVA_BYTE)));
      case List<?> list -> assertList(want, list);
      case Map<?, ?> map -> {
        assertEquals(want.size(), map.size());
        map.forEach((key, value) -> assertFields(want.get((String) key), value));
      }
      case Record message -> assertRecord(want, message);
      default -> throw new AssertionError("cannot compare a " + got.getClass());
    }
  }

  private static void assertList(JsonNode want, List<?> list) {
    assertEquals(want.size(), list.size());
    for (int i = 0; i < list.size(); i++) {
      assertFields(want.get(i), list.get(i));
    }
  }

  private static void assertRecord(JsonNode want, Record message) {
    String name = message.getClass().getSimpleName();
    String variant = RENAMED.getOrDefault(name, name);
    RecordComponent[] components = message.getClass().getRecordComponents();
    if (components.length == 1 && name.endsWith("Id")) {
      assertFields(want, value(message, components[0]));
    } else if (want.isString()) {
      assertEquals(want.asString(), variant);
      assertEquals(0, components.length);
    } else if (want.size() == 1 && want.has(variant)) {
      assertVariant(want.get(variant), message, components);
    } else {
      for (RecordComponent component : components) {
        assertComponent(want, component.getName(), value(message, component));
      }
    }
  }

  private static void assertVariant(JsonNode want, Record message, RecordComponent[] components) {
    if (want.has("Ok")) {
      assertNull(value(message, components[0]));
    } else if (want.has("Err")) {
      assertEquals(want.get("Err").asString(), value(message, components[0]));
    } else if (!want.isObject()) {
      assertEquals(1, components.length);
      assertFields(want, value(message, components[0]));
    } else {
      for (RecordComponent component : components) {
        assertComponent(want, component.getName(), value(message, component));
      }
    }
  }

  private static void assertComponent(JsonNode want, String component, @Nullable Object got) {
    String key = component.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    if (want.has(key + "_bytes")) {
      assertEquals(want.get(key + "_bytes").asString(), ((Bytes) assertPresent(got)).utf8());
    } else if (want.has(key + "_hex")) {
      assertFields(want.get(key + "_hex"), got);
    } else if (want.has(key + "_len")) {
      assertEquals(want.get(key + "_len").asLong(), ((Payload) assertPresent(got)).size());
    } else if (want.has(key)
        && !key.equals("timestamp")) { // the timestamp of all vectors is fixed; bytes compare it
      assertFields(want.get(key), got);
    } else {
      assertEquals(true, key.equals("timestamp") || key.equals("metadata_version"), key);
    }
  }

  private static Object assertPresent(@Nullable Object got) {
    assertNotNull(got);
    return got;
  }

  private static @Nullable Object value(Record message, RecordComponent component) {
    try {
      return component.getAccessor().invoke(message);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
