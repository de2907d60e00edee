package org.dora.cli.topic;

import java.io.StringWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.dora.common.arrow.ArrayJson;
import org.dora.common.arrow.ArrowTypeText;
import org.dora.common.arrow.IpcDecoder;
import org.dora.common.memory.Payload;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The payloads of messages as users read them. Only commands that show any load this. */
final class ShownData {
  private static final JsonFactory JSON = new JsonFactory();
  private static final BufferAllocator ALLOCATOR = new RootAllocator();
  private static final IpcDecoder DECODER = new IpcDecoder(ALLOCATOR);

  private ShownData() {}

  /**
   * Returns the values as a JSON array.
   *
   * @throws org.dora.common.arrow.IpcException if the payload is damaged, or there is no JSON for
   *     its type
   */
  static String json(Payload data) {
    StringWriter text = new StringWriter();
    try (FieldVector vector = DECODER.decode(data);
        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      ArrayJson.writeValues(vector, json);
    }
    return text.toString();
  }

  /**
   * Returns the type's name.
   *
   * @throws org.dora.common.arrow.IpcException if the payload is damaged
   */
  static String type(Payload data) {
    try (FieldVector vector = DECODER.decode(data)) {
      return type(vector.getField());
    }
  }

  private static String type(Field field) {
    return switch (field.getType()) {
      case ArrowType.Utf8 _ -> "String";
      case ArrowType.LargeUtf8 _ -> "LargeString";
      case ArrowType.List _ -> "List<" + type(field.getChildren().getFirst()) + ">";
      case ArrowType.LargeList _ -> "LargeList<" + type(field.getChildren().getFirst()) + ">";
      case ArrowType.FixedSizeList list ->
          "FixedSizeList<" + type(field.getChildren().getFirst()) + ">(" + list.getListSize() + ")";
      case ArrowType.Struct _ -> {
        StringBuilder fields = new StringBuilder();
        for (Field child : field.getChildren()) {
          fields.append(fields.isEmpty() ? "" : ", ");
          fields.append(child.getName()).append(": ").append(type(child));
        }
        yield "Struct{" + fields + "}";
      }
      default -> ArrowTypeText.of(field);
    };
  }
}
