package org.dora.common.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the Arrow type of a structure whose fields name other types. */
final class ShapeResolver {
  /** Deepest nesting of types that is followed (dataflow.md section 10). */
  static final int MAX_DEPTH = 8;

  /** Most parts that one structure may come to: type files may be written to explode. */
  private static final int MAX_PARTS = 1000;

  private final TypeLibrary library;
  private int parts;

  ShapeResolver(TypeLibrary library) {
    this.library = library;
  }

  /** Returns the shape of a type with fields; empty without, or if one of them is not known. */
  Optional<ArrowShape.Struct> struct(String urn) {
    parts = 0;
    return library.resolve(urn).map(definition -> struct(definition, 0));
  }

  private ArrowShape.@Nullable Struct struct(TypeDefinition definition, int depth) {
    if (definition.fields().isEmpty()) {
      return null;
    }
    List<ArrowShape.Field> fields = new ArrayList<>();
    for (TypeDefinition.Field field : definition.fields()) {
      ArrowShape shape = field(field.type().strip(), depth);
      if (shape == null) {
        return null;
      }
      fields.add(new ArrowShape.Field(field.name(), shape, field.nullable()));
    }
    return new ArrowShape.Struct(fields);
  }

  private @Nullable ArrowShape field(String type, int depth) {
    if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
      return null;
    }
    if (ArrowShape.isPlain(type)) {
      return new ArrowShape.Plain(type);
    }
    String item = TypeLibrary.itemOf(type);
    if (item != null) {
      ArrowShape shape = field(item, depth + 1);
      return shape == null ? null : new ArrowShape.ListOf(shape);
    }
    return library
        .resolveAnywhere(type)
        .map(definition -> struct(definition, depth + 1))
        .orElse(null);
  }
}
