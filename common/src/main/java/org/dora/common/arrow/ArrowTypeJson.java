package org.dora.common.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the type of an array as recordings of events have it: a name, or an object of one key for
 * a type with parameters ({@code {"Timestamp": ["Nanosecond", null]}}).
 */
final class ArrowTypeJson {
  private ArrowTypeJson() {}

  /**
   * @throws IpcException if recordings have no words for the type
   */
  static void write(Field field, JsonGenerator json) {
    if (field.getDictionary() == null) {
      writeType(field, json);
      return;
    }
    json.writeStartObject().writeName("Dictionary").writeStartArray();
    json.writeString(ArrowTypeText.simple(field.getDictionary().getIndexType()));
    writeType(field, json);
    json.writeEndArray().writeEndObject();
  }

  private static void writeType(Field field, JsonGenerator json) {
    switch (field.getType()) {
      case ArrowType.List _ -> writeItems("List", field, json);
      case ArrowType.LargeList _ -> writeItems("LargeList", field, json);
      case ArrowType.ListView _ -> writeItems("ListView", field, json);
      case ArrowType.LargeListView _ -> writeItems("LargeListView", field, json);
      case ArrowType.FixedSizeList list -> {
        json.writeStartObject().writeName("FixedSizeList").writeStartArray();
        writeField(field.getChildren().getFirst(), json);
        json.writeNumber(list.getListSize()).writeEndArray().writeEndObject();
      }
      case ArrowType.Map map -> {
        json.writeStartObject().writeName("Map").writeStartArray();
        writeField(field.getChildren().getFirst(), json);
        json.writeBoolean(map.getKeysSorted()).writeEndArray().writeEndObject();
      }
      case ArrowType.Struct _ -> {
        json.writeStartObject().writeName("Struct").writeStartArray();
        field.getChildren().forEach(child -> writeField(child, json));
        json.writeEndArray().writeEndObject();
      }
      case ArrowType.Timestamp timestamp -> {
        json.writeStartObject().writeName("Timestamp").writeStartArray();
        json.writeString(ArrowTypeText.unit(timestamp.getUnit()));
        json.writeString(timestamp.getTimezone());
        json.writeEndArray().writeEndObject();
      }
      case ArrowType.Time time ->
          writeUnit(
              time.getBitWidth() == 32 ? "Time32" : "Time64",
              ArrowTypeText.unit(time.getUnit()),
              json);
      case ArrowType.Duration duration ->
          writeUnit("Duration", ArrowTypeText.unit(duration.getUnit()), json);
      case ArrowType.Decimal decimal -> {
        json.writeStartObject().writeName("Decimal" + decimal.getBitWidth()).writeStartArray();
        json.writeNumber(decimal.getPrecision()).writeNumber(decimal.getScale());
        json.writeEndArray().writeEndObject();
      }
      case ArrowType.FixedSizeBinary binary -> {
        json.writeStartObject().writeName("FixedSizeBinary").writeNumber(binary.getByteWidth());
        json.writeEndObject();
      }
      case ArrowType.Union _, ArrowType.Interval _, ArrowType.RunEndEncoded _ ->
          throw new IpcException("type " + ArrowTypeText.of(field) + " cannot be written as JSON");
      default -> json.writeString(ArrowTypeText.simple(field.getType()));
    }
  }

  private static void writeItems(String name, Field field, JsonGenerator json) {
    json.writeStartObject().writeName(name);
    writeField(field.getChildren().getFirst(), json);
    json.writeEndObject();
  }

  private static void writeUnit(String name, String unit, JsonGenerator json) {
    json.writeStartObject().writeName(name).writeString(unit).writeEndObject();
  }

  private static void writeField(Field field, JsonGenerator json) {
    json.writeStartObject().writeName("name").writeString(ArrowTypeText.childName(field));
    json.writeName("data_type");
    write(field, json);
    json.writeName("nullable").writeBoolean(field.isNullable());
    json.writeName("dict_id").writeNumber(0).writeName("dict_is_ordered").writeBoolean(false);
    json.writeName("metadata").writeStartObject();
    field.getMetadata().forEach((key, value) -> json.writeName(key).writeString(value));
    json.writeEndObject().writeEndObject();
  }
}
