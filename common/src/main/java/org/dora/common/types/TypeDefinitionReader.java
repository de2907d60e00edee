package org.dora.common.types;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.dora.common.yaml.YamlFields;
import org.dora.common.yaml.YamlValue;

/**
 * Reads definitions of types; like the released reader it passes over keys that it does not know.
 */
public final class TypeDefinitionReader {
  private TypeDefinitionReader() {}

  /** Reads a map of definitions by name. */
  public static SortedMap<String, TypeDefinition> readAll(YamlValue types) {
    SortedMap<String, TypeDefinition> all = new TreeMap<>();
    for (YamlFields.Field type : types.fields().all()) {
      type.read(each -> all.put(each.name(), read(each.value())));
    }
    return all;
  }

  private static TypeDefinition read(YamlValue type) {
    YamlFields fields = struct(type, "struct TypeDef");
    return new TypeDefinition(
        fields.required("arrow").text(),
        fields.text("description"),
        list(fields, "params", TypeDefinitionReader::parameter),
        list(fields, "fields", TypeDefinitionReader::field),
        list(fields, "metadata", TypeDefinitionReader::metadataKey));
  }

  private static <T> List<T> list(YamlFields fields, String key, Function<YamlValue, T> reading) {
    return fields.readOr(key, List.of(), value -> value.items(reading));
  }

  private static TypeDefinition.Parameter parameter(YamlValue value) {
    YamlFields fields = struct(value, "struct TypeParam");
    return new TypeDefinition.Parameter(fields.required("name").text(), fields.text("default"));
  }

  private static TypeDefinition.Field field(YamlValue value) {
    YamlFields fields = struct(value, "struct FieldDef");
    Optional<YamlValue> nullable = fields.present("nullable");
    return new TypeDefinition.Field(
        fields.required("name").text(),
        fields.required("type").text(),
        nullable.isEmpty() || nullable.get().bool());
  }

  private static TypeDefinition.MetadataKey metadataKey(YamlValue value) {
    YamlFields fields = struct(value, "struct MetadataDef");
    return new TypeDefinition.MetadataKey(
        fields.required("key").text(), fields.text("description"));
  }

  private static YamlFields struct(YamlValue value, String expected) {
    return value.fields(expected);
  }
}
