package org.dora.common.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a type.
 *
 * @param arrow name of the Arrow type, or {@code Struct}
 * @param description for people
 * @param params what may stand in brackets behind its name
 * @param fields of a structure; empty if it is none or they are not known
 * @param metadata what messages of this type carry beside their data
 */
public record TypeDefinition(
    String arrow,
    @Nullable String description,
    List<Parameter> params,
    List<Field> fields,
    List<MetadataKey> metadata) {
  /** The Arrow type of those that have fields. */
  public static final String STRUCT = "Struct";

  public TypeDefinition {
    params = List.copyOf(params);
    fields = List.copyOf(fields);
    metadata = List.copyOf(metadata);
  }

  static TypeDefinition plain(String arrow) {
    return new TypeDefinition(arrow, null, List.of(), List.of(), List.of());
  }

  static TypeDefinition struct(List<Field> fields) {
    return new TypeDefinition(STRUCT, null, List.of(), fields, List.of());
  }

  TypeDefinition withParameter(Parameter parameter) {
    return new TypeDefinition(arrow, description, List.of(parameter), fields, metadata);
  }

  /** Whether dora can make an Arrow type of it: a plain one that it knows, or a structure. */
  public boolean hasKnownArrowType() {
    return arrow.equals(STRUCT) || ArrowShape.isPlain(arrow);
  }

  /**
   * A field of a structure.
   *
   * @param name as Arrow has it
   * @param type an Arrow type, {@code List<T>}, the name of a type or its last segment
   * @param nullable whether a value may be missing
   */
  public record Field(String name, String type, boolean nullable) {}

  /** What may stand in the brackets of a name, and what holds if it does not. */
  public record Parameter(String name, @Nullable String defaultValue) {}

  /** A key of the metadata of each message. */
  public record MetadataKey(String key, @Nullable String description) {}
}
