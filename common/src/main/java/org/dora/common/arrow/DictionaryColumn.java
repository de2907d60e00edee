package org.dora.common.arrow;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Replaces the indices of a dictionary-encoded column by the values that they stand for. */
final class DictionaryColumn {
  private final BufferAllocator allocator;
  private final IpcView view;
  private final Field column;
  private final DictionaryEncoding encoding;

  DictionaryColumn(BufferAllocator allocator, IpcView view, Field column) {
    this.allocator = allocator;
    this.view = view;
    this.column = column;
    this.encoding = column.getDictionary();
  }

  FieldVector decode(IpcDecoder.Body body) {
    ArrayNode values = values();
    Field valueField =
        new Field("values", FieldType.nullable(column.getType()), column.getChildren());
    Field indexField =
        new Field(column.getName(), new FieldType(true, indexType(), encoding), null);
    try (FieldVector dictionary = VectorLoad.load(valueField, values, allocator, body);
        FieldVector indices = VectorLoad.load(indexField, view.array(), allocator, body)) {
      requireInRange((BaseIntVector) indices, dictionary.getValueCount());
      return (FieldVector)
          DictionaryEncoder.decode(indices, new Dictionary(dictionary, encoding), allocator);
    }
  }

  private ArrowType.Int indexType() {
    ArrowType.Int type = encoding.getIndexType();
    return type == null ? new ArrowType.Int(Integer.SIZE, true) : type;
  }

  /** The last dictionary of an id counts, as a later one replaces an earlier. */
  private ArrayNode values() {
    IpcStream stream = view.stream();
    for (IpcStream.Dictionary dictionary : stream.dictionaries().reversed()) {
      if (dictionary.id() == encoding.getId()) {
        return BatchReader.read(
            stream.bytes(), dictionary.values(), stream.column(), ArrayLayout.of(stream.column()));
      }
    }
    throw new IpcException(
        "column '"
            + column.getName()
            + "' is encoded with dictionary "
            + encoding.getId()
            + ", which is not in the stream");
  }

  private void requireInRange(BaseIntVector indices, int limit) {
    for (int i = 0; i < indices.getValueCount(); i++) {
      if (!indices.isNull(i)
          && (indices.getValueAsLong(i) < 0 || indices.getValueAsLong(i) >= limit)) {
        throw new IpcException(
            "column '"
                + column.getName()
                + "' has dictionary index "
                + indices.getValueAsLong(i)
                + " at "
                + i
                + " in a dictionary of "
                + limit
                + " values");
      }
    }
  }
}
