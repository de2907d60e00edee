package org.dora.common.arrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** Reads the type of an array as recordings have it, the reverse of {@link ArrowTypeJson}. */
final class JsonTypes {
  private JsonTypes() {}

  /**
   * Returns a nullable field of the type.
   *
   * @throws IpcException if that is no type, or one that has no JSON
   */
  static Field field(String name, @Nullable Object type) {
    return field(name, type, true, Map.of());
  }

  private static Field field(
      String name, @Nullable Object type, boolean nullable, Map<String, String> metadata) {
    Shape shape = shape(type);
    return new Field(name, new FieldType(nullable, shape.type, null, metadata), shape.children);
  }

  private record Shape(ArrowType type, List<Field> children) {}

  private static Shape shape(@Nullable Object type) {
    if (type instanceof String word) {
      return plain(simple(word));
    }
    if (type instanceof Map<?, ?> object && object.size() == 1) {
      Map.Entry<?, ?> only = object.entrySet().iterator().next();
      return shape(String.valueOf(only.getKey()), only.getValue());
    }
    throw unknown(type);
  }

  private static Shape shape(String name, @Nullable Object content) {
    return switch (name) {
      case "Dictionary" -> shape(parts(content, 2).getLast()); // nodes are given plain values
      case "Timestamp" -> {
        List<?> parts = parts(content, 2);
        String zone = parts.getLast() == null ? null : String.valueOf(parts.getLast());
        yield plain(new ArrowType.Timestamp(unit(parts.getFirst()), zone));
      }
      case "Time32" -> plain(new ArrowType.Time(unit(content), 32));
      case "Time64" -> plain(new ArrowType.Time(unit(content), 64));
      case "Duration" -> plain(new ArrowType.Duration(unit(content)));
      case "FixedSizeBinary" -> plain(new ArrowType.FixedSizeBinary(integer(content)));
      case "Decimal128" -> plain(decimal(content, 128));
      case "Decimal256" -> plain(decimal(content, 256));
      case "List" -> new Shape(ArrowType.List.INSTANCE, List.of(child(content)));
      case "LargeList" -> new Shape(ArrowType.LargeList.INSTANCE, List.of(child(content)));
      case "ListView" -> new Shape(ArrowType.ListView.INSTANCE, List.of(child(content)));
      case "LargeListView" -> new Shape(ArrowType.LargeListView.INSTANCE, List.of(child(content)));
      case "FixedSizeList" -> {
        List<?> parts = parts(content, 2);
        yield new Shape(
            new ArrowType.FixedSizeList(integer(parts.getLast())),
            List.of(child(parts.getFirst())));
      }
      case "Map" -> {
        List<?> parts = parts(content, 2);
        yield new Shape(
            new ArrowType.Map(Boolean.TRUE.equals(parts.getLast())),
            List.of(child(parts.getFirst())));
      }
      case "Struct" -> {
        List<Field> children = new ArrayList<>();
        list(content).forEach(child -> children.add(child(child)));
        yield new Shape(ArrowType.Struct.INSTANCE, children);
      }
      default -> throw unknown(name);
    };
  }

  private static Shape plain(ArrowType type) {
    return new Shape(type, List.of());
  }

  private static ArrowType simple(String name) {
    return switch (name) {
      case "Null" -> ArrowType.Null.INSTANCE;
      case "Boolean" -> ArrowType.Bool.INSTANCE;
      case "Int8" -> new ArrowType.Int(8, true);
      case "Int16" -> new ArrowType.Int(16, true);
      case "Int32" -> new ArrowType.Int(32, true);
      case "Int64" -> new ArrowType.Int(64, true);
      case "UInt8" -> new ArrowType.Int(8, false);
      case "UInt16" -> new ArrowType.Int(16, false);
      case "UInt32" -> new ArrowType.Int(32, false);
      case "UInt64" -> new ArrowType.Int(64, false);
      case "Float16" -> new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);
      case "Float32" -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case "Float64" -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case "Date32" -> new ArrowType.Date(DateUnit.DAY);
      case "Date64" -> new ArrowType.Date(DateUnit.MILLISECOND);
      case "Utf8" -> ArrowType.Utf8.INSTANCE;
      case "LargeUtf8" -> ArrowType.LargeUtf8.INSTANCE;
      case "Utf8View" -> ArrowType.Utf8View.INSTANCE;
      case "Binary" -> ArrowType.Binary.INSTANCE;
      case "LargeBinary" -> ArrowType.LargeBinary.INSTANCE;
      case "BinaryView" -> ArrowType.BinaryView.INSTANCE;
      default -> throw unknown(name);
    };
  }

  private static ArrowType decimal(@Nullable Object content, int bits) {
    List<?> parts = parts(content, 2);
    return new ArrowType.Decimal(integer(parts.getFirst()), integer(parts.getLast()), bits);
  }

  private static TimeUnit unit(@Nullable Object content) {
    return switch (String.valueOf(content)) {
      case "Second" -> TimeUnit.SECOND;
      case "Millisecond" -> TimeUnit.MILLISECOND;
      case "Microsecond" -> TimeUnit.MICROSECOND;
      case "Nanosecond" -> TimeUnit.NANOSECOND;
      default -> throw new IpcException("`" + content + "` is no unit of time");
    };
  }

  private static Field child(@Nullable Object content) {
    if (content instanceof Map<?, ?> field && field.get("name") instanceof String name) {
      Map<String, String> metadata = new HashMap<>();
      if (field.get("metadata") instanceof Map<?, ?> entries) {
        entries.forEach((key, value) -> metadata.put(String.valueOf(key), String.valueOf(value)));
      }
      return field(
          name, field.get("data_type"), !Boolean.FALSE.equals(field.get("nullable")), metadata);
    }
    throw new IpcException("`" + content + "` is no field with `name` and `data_type`");
  }

  private static List<?> parts(@Nullable Object content, int count) {
    List<?> parts = list(content);
    if (parts.size() != count) {
      throw unknown(content);
    }
    return parts;
  }

  private static List<?> list(@Nullable Object content) {
    if (content instanceof List<?> list) {
      return list;
    }
    throw unknown(content);
  }

  private static int integer(@Nullable Object content) {
    if (content instanceof Long value) {
      return Math.toIntExact(value);
    }
    throw unknown(content);
  }

  private static IpcException unknown(@Nullable Object type) {
    return new IpcException("`" + type + "` is no Arrow type of which arrays are read from JSON");
  }
}
