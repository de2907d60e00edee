package org.dora.common.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Arrow type that a definition comes to, written as in type files: {@code List<Float64>}.
 * Equality is that of Arrow types: names, order and nullability of fields count.
 */
sealed interface ArrowShape {
  /** A type without parts, by its Arrow name. */
  record Plain(String name) implements ArrowShape {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Any number of nullable items. */
  record ListOf(ArrowShape item) implements ArrowShape {
    @Override
    public String toString() {
      return "List<" + item + ">";
    }
  }

  /** Named parts. */
  record Struct(List<Field> fields) implements ArrowShape {
    public Struct {
      fields = List.copyOf(fields);
    }

    /** Returns the shape of the first field of this name, or null if there is none. */
    @Nullable ArrowShape shapeOf(String name) {
      for (Field field : fields) {
        if (field.name().equals(name)) {
          return field.shape();
        }
      }
      return null;
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("Struct{");
      for (Field field : fields) {
        out.append(out.length() > "Struct{".length() ? ", " : "").append(field);
      }
      return out.append('}').toString();
    }
  }

  /** A part of a structure. */
  record Field(String name, ArrowShape shape, boolean nullable) {
    @Override
    public String toString() {
      return name + ": " + shape + (nullable ? "" : " not null");
    }
  }

  /** Whether this names an Arrow type without parts that dora knows. */
  static boolean isPlain(String name) {
    return switch (name) {
      case "Float32",
          "Float64",
          "Int8",
          "Int16",
          "Int32",
          "Int64",
          "UInt8",
          "UInt16",
          "UInt32",
          "UInt64",
          "Utf8",
          "LargeBinary",
          "Boolean" ->
          true;
      default -> false;
    };
  }
}
