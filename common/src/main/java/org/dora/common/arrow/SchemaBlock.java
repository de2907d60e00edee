package org.dora.common.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.vector.complex.BaseRepeatedValueVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/**
 * The first block of a stream: a schema of one nullable column named {@code data} (spec 9.2).
 *
 * <p>Flatbuffer tables lie in memory in the reverse order of their making, and their members too.
 * The order here is that of dora's encoder, so that equal arrays make equal bytes.
 */
final class SchemaBlock {
  static final String COLUMN = "data";

  private static final String LIST_ITEM = "item";
  private static final int[] NONE = {};

  private SchemaBlock() {}

  /** Returns the block for a column of {@code field}'s type; name and nullability are dora's. */
  static byte[] of(org.apache.arrow.vector.types.pojo.Field field) {
    FlatBufferBuilder builder = new FlatBufferBuilder(512);
    return finish(builder, field(builder, COLUMN, true, field));
  }

  /** Returns the block for a column of a type without children. */
  static byte[] of(ArrowType type) {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    return finish(builder, field(builder, COLUMN, true, type, List.of(), Map.of()));
  }

  static byte[] finish(FlatBufferBuilder builder, int column) {
    int fields = Schema.createFieldsVector(builder, new int[] {column});
    Schema.startSchema(builder);
    Schema.addFields(builder, fields);
    return MessageBlock.finish(builder, MessageHeader.Schema, Schema.endSchema(builder), 0);
  }

  static int noChildren(FlatBufferBuilder builder) {
    return Field.createChildrenVector(builder, NONE);
  }

  static int integer(FlatBufferBuilder builder, int bits, boolean signed) {
    Int.startInt(builder);
    Int.addIsSigned(builder, signed);
    Int.addBitWidth(builder, bits);
    return Int.endInt(builder);
  }

  /** Ends a field whose parts are written; zero for {@code metadata} means none. */
  static int field(
      FlatBufferBuilder builder,
      int name,
      boolean nullable,
      byte typeId,
      int type,
      int children,
      int metadata) {
    Field.startField(builder);
    Field.addName(builder, name);
    if (metadata != 0) {
      Field.addCustomMetadata(builder, metadata);
    }
    Field.addTypeType(builder, typeId);
    Field.addNullable(builder, nullable);
    Field.addChildren(builder, children);
    Field.addType(builder, type);
    return Field.endField(builder);
  }

  private static int field(
      FlatBufferBuilder builder,
      String name,
      boolean nullable,
      org.apache.arrow.vector.types.pojo.Field field) {
    return field(
        builder, name, nullable, field.getType(), field.getChildren(), field.getMetadata());
  }

  private static int field(
      FlatBufferBuilder builder,
      String name,
      boolean nullable,
      ArrowType type,
      List<org.apache.arrow.vector.types.pojo.Field> childFields,
      Map<String, String> metadata) {
    int nameAt = builder.createString(name);
    byte typeId = type.getTypeID().getFlatbufID();
    if (typeId == Type.Int || typeId == Type.FloatingPoint) {
      int children = noChildren(builder);
      int typeAt = TypeTable.write(builder, type);
      return field(
          builder, nameAt, nullable, typeId, typeAt, children, metadata(builder, metadata));
    }
    int[] fields = new int[childFields.size()];
    for (int i = 0; i < fields.length; i++) {
      var child = childFields.get(i);
      fields[i] = field(builder, childName(child.getName()), child.isNullable(), child);
    }
    int typeAt = TypeTable.write(builder, type);
    int children = Field.createChildrenVector(builder, fields);
    return field(builder, nameAt, nullable, typeId, typeAt, children, metadata(builder, metadata));
  }

  /** Arrow Java calls the items of every list {@code $data$}; the rest of the world, item. */
  private static String childName(@Nullable String name) {
    if (name == null) {
      return "";
    }
    return name.equals(BaseRepeatedValueVector.DATA_VECTOR_NAME) ? LIST_ITEM : name;
  }

  /** Extension types travel as metadata of their field, so it has to be kept. */
  private static int metadata(FlatBufferBuilder builder, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return 0;
    }
    int[] entries = new int[metadata.size()];
    int i = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      int key = builder.createString(entry.getKey());
      int value = builder.createString(entry.getValue());
      entries[i++] = KeyValue.createKeyValue(builder, key, value);
    }
    return Field.createCustomMetadataVector(builder, entries);
  }
}
