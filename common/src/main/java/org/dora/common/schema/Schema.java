package org.dora.common.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema (draft 2020-12) or a part of one. Immutable.
 *
 * @param keywords in the order in which they are written; values are text, numbers, booleans,
 *     schemas, and lists and maps of these
 */
record Schema(Map<String, Object> keywords) {
  static final Schema NOTHING_SAID = new Schema(Map.of());

  Schema {
    keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
  }

  /** A value of one of several JSON types. */
  static Schema of(String... types) {
    Object type = types.length == 1 ? types[0] : List.of(types);
    return NOTHING_SAID.with("type", type);
  }

  /** One of several texts. */
  static Schema choice(List<String> names) {
    return NOTHING_SAID.with("enum", List.copyOf(names));
  }

  /** A list. */
  static Schema list(Schema items) {
    return of("array").with("items", items);
  }

  /** An object with free keys. */
  static Schema map(Schema values) {
    return of("object").with("additionalProperties", values);
  }

  /** What is defined under {@code $defs}. */
  static Schema reference(String name) {
    return NOTHING_SAID.with("$ref", "#/$defs/" + name);
  }

  /** Anything that one of several schemas takes. */
  static Schema any(Schema... alternatives) {
    return NOTHING_SAID.with("anyOf", List.of(alternatives));
  }

  /** An object that has the given keys, whatever their values. */
  static Schema having(String... keys) {
    return NOTHING_SAID.with("required", List.of(keys));
  }

  Schema with(String keyword, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.put(keyword, value);
    return new Schema(more);
  }

  /** Adds all keywords of another schema. */
  Schema andAll(Schema other) {
    Map<String, Object> more = new LinkedHashMap<>(keywords);
    more.putAll(other.keywords);
    return new Schema(more);
  }

  /** Adds what an editor shows for the key. */
  Schema described(String description) {
    return withFirst("description", description);
  }

  /** Adds the value that holds without the key. */
  Schema byDefault(Object value) {
    return with("default", value);
  }

  Schema example(Object... examples) {
    return with("examples", List.of(examples));
  }

  Schema pattern(String pattern) {
    return with("pattern", pattern);
  }

  Schema atLeast(long minimum) {
    return with("minimum", minimum);
  }

  Schema atMost(long maximum) {
    return with("maximum", maximum);
  }

  Schema required(String... keys) {
    return with("required", List.of(keys));
  }

  /** Also takes null, which a key without a value stands for. */
  Schema orNull() {
    Object type = keywords.get("type");
    if (type == null) {
      return any(this, of("null"));
    }
    List<Object> types = new ArrayList<>(type instanceof List<?> several ? several : List.of(type));
    types.add("null");
    return with("type", types);
  }

  private Schema withFirst(String keyword, Object value) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put(keyword, value);
    ordered.putAll(keywords);
    return new Schema(ordered);
  }
}
