package org.dora.common.arrow;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** What JSON values of unknown type have in common, to find the type of an array of them. */
sealed interface JsonShape {
  /** Nothing is known: only nulls were seen. */
  record Unknown() implements JsonShape {}

  /** Single values; none of them known if there were only nulls in a list. */
  record Scalar(Set<Kind> kinds) implements JsonShape {}

  record Items(JsonShape item) implements JsonShape {}

  record Struct(Map<String, JsonShape> fields) implements JsonShape {}

  enum Kind {
    TRUTH,
    INTEGER,
    REAL,
    TEXT
  }

  /**
   * Returns the type that goes with all of the values.
   *
   * @throws IpcException if there is none
   */
  static Field of(List<? extends @Nullable Object> values) {
    return field("data", common(values));
  }

  private static JsonShape common(List<? extends @Nullable Object> values) {
    JsonShape shape = new Unknown();
    for (Object value : values) {
      shape = merge(shape, shape(value));
    }
    return shape;
  }

  private static JsonShape shape(@Nullable Object value) {
    return switch (value) {
      case null -> new Unknown();
      case Boolean _ -> new Scalar(EnumSet.of(Kind.TRUTH));
      case String _ -> new Scalar(EnumSet.of(Kind.TEXT));
      case Long _ -> new Scalar(EnumSet.of(Kind.INTEGER));
      case Number _ -> new Scalar(EnumSet.of(Kind.REAL));
      case List<?> list -> new Items(item(list));
      case Map<?, ?> object -> {
        Map<String, JsonShape> fields = new LinkedHashMap<>();
        object.forEach((key, field) -> fields.put(String.valueOf(key), shape(field)));
        yield new Struct(fields);
      }
      default -> throw new IllegalArgumentException("no JSON: " + value);
    };
  }

  private static JsonShape item(List<?> list) {
    JsonShape common = common(list);
    return common instanceof Unknown && !list.isEmpty()
        ? new Scalar(EnumSet.noneOf(Kind.class))
        : common;
  }

  private static JsonShape merge(JsonShape one, JsonShape other) {
    if (one instanceof Unknown) {
      return other;
    }
    return switch (other) {
      case Unknown _ -> one;
      case Scalar(Set<Kind> kinds) when one instanceof Scalar(Set<Kind> known) -> {
        Set<Kind> all = EnumSet.copyOf(known);
        all.addAll(kinds);
        yield new Scalar(all);
      }
      case Items(JsonShape item) when one instanceof Items(JsonShape known) ->
          new Items(merge(known, item));
      case Struct(Map<String, JsonShape> fields)
          when one instanceof Struct(Map<String, JsonShape> known) -> {
        Map<String, JsonShape> all = new LinkedHashMap<>(known);
        fields.forEach((name, field) -> all.merge(name, field, JsonShape::merge));
        yield new Struct(all);
      }
      case Scalar _, Items _, Struct _ ->
          throw new IpcException(
              "no type goes with all of the values: there are "
                  + name(one)
                  + " and "
                  + name(other));
    };
  }

  private static String name(JsonShape shape) {
    return switch (shape) {
      case Unknown _ -> "nulls";
      case Scalar _ -> "single values";
      case Items _ -> "lists";
      case Struct _ -> "objects";
    };
  }

  private static Field field(String name, JsonShape shape) {
    return switch (shape) {
      case Unknown _ -> Field.nullable(name, ArrowType.Null.INSTANCE);
      case Scalar(Set<Kind> kinds) -> Field.nullable(name, scalar(kinds));
      case Items(JsonShape item) ->
          new Field(
              name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(field("item", item)));
      case Struct(Map<String, JsonShape> fields) ->
          new Field(
              name,
              FieldType.nullable(ArrowType.Struct.INSTANCE),
              fields.entrySet().stream()
                  .map(entry -> field(entry.getKey(), entry.getValue()))
                  .toList());
    };
  }

  /** Kinds that do not go together are read as texts, which then fails for those that are none. */
  private static ArrowType scalar(Set<Kind> kinds) {
    if (kinds.equals(EnumSet.of(Kind.TRUTH))) {
      return ArrowType.Bool.INSTANCE;
    }
    if (kinds.equals(EnumSet.of(Kind.INTEGER))) {
      return new ArrowType.Int(Long.SIZE, true);
    }
    return !kinds.isEmpty() && EnumSet.of(Kind.INTEGER, Kind.REAL).containsAll(kinds)
        ? new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)
        : ArrowType.Utf8.INSTANCE;
  }
}
