package org.dora.common.arrow;

import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays of the JSON in which recordings and tests have them, the reverse of {@link
 * ArrayJson}: of maps, lists, texts, truth values, numbers and nulls.
 */
public final class JsonArrays {
  private final BufferAllocator allocator;

  /**
   * @param allocator accounts for the vectors; closed by the caller, after the last vector
   */
  public JsonArrays(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Returns an array of the values, of the type that goes best with all of them: Int64, Float64,
   * Utf8, Boolean, lists and structures.
   *
   * @throws IpcException if no type goes with all of them
   */
  public FieldVector read(List<? extends @Nullable Object> values) {
    return fill(JsonShape.of(values), values);
  }

  /**
   * Returns an array of the values.
   *
   * @param type a name, or an object of one key for a type with parameters
   * @throws IpcException if that is no type, has no JSON, or does not go with the values
   */
  public FieldVector read(List<? extends @Nullable Object> values, Object type) {
    return fill(JsonTypes.field("data", type), values);
  }

  private FieldVector fill(Field field, List<? extends @Nullable Object> values) {
    FieldVector vector = field.createVector(allocator);
    try {
      vector.setInitialCapacity(values.size());
      vector.allocateNew();
      for (int i = 0; i < values.size(); i++) {
        set(vector, i, values.get(i));
      }
      vector.setValueCount(values.size());
      return vector;
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  private static void set(FieldVector vector, int index, @Nullable Object value) {
    if (value == null) {
      if (!vector.getField().isNullable()) {
        throw new IpcException("`" + vector.getName() + "` is null, and must not be by its type");
      }
      vector.setNull(index);
      return;
    }
    switch (vector) {
      case StructVector struct -> setStruct(struct, index, object(struct, value));
      case MapVector map -> setMap(map, index, object(map, value));
      case ListVector list -> {
        List<?> items = list(list, value);
        setItems(list.getDataVector(), list.startNewValue(index), items);
        list.endValue(index, items.size());
      }
      case LargeListVector list -> {
        List<?> items = list(list, value);
        setItems(list.getDataVector(), Math.toIntExact(list.startNewValue(index)), items);
        list.endValue(index, items.size());
      }
      case ListViewVector list -> {
        List<?> items = list(list, value);
        setItems(list.getDataVector(), list.startNewValue(index), items);
        list.endValue(index, items.size());
      }
      case LargeListViewVector list -> {
        List<?> items = list(list, value);
        setItems(list.getDataVector(), list.startNewValue(index), items);
        list.endValue(index, items.size());
      }
      case FixedSizeListVector list -> {
        List<?> items = list(list, value);
        if (items.size() != list.getListSize()) {
          throw unfit(list, value);
        }
        setItems(list.getDataVector(), list.startNewValue(index), items);
      }
      default -> JsonScalars.set(vector, index, value);
    }
  }

  private static void setItems(FieldVector items, int start, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      set(items, start + i, values.get(i));
    }
  }

  private static void setStruct(StructVector struct, int index, Map<?, ?> values) {
    struct.setIndexDefined(index);
    for (FieldVector child : struct.getChildrenFromFields()) {
      set(child, index, values.get(child.getName()));
    }
  }

  private static void setMap(MapVector map, int index, Map<?, ?> values) {
    StructVector entries = (StructVector) map.getDataVector();
    int entry = map.startNewValue(index);
    for (Map.Entry<?, ?> value : values.entrySet()) {
      entries.setIndexDefined(entry);
      set(entries.getChildrenFromFields().getFirst(), entry, value.getKey());
      set(entries.getChildrenFromFields().getLast(), entry, value.getValue());
      entry++;
    }
    map.endValue(index, values.size());
  }

  private static Map<?, ?> object(FieldVector vector, Object value) {
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    throw unfit(vector, value);
  }

  private static List<?> list(FieldVector vector, Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw unfit(vector, value);
  }

  /** Returns what to throw for a value of another type than its array. */
  static IpcException unfit(FieldVector vector, Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : value.toString();
    return new IpcException(text + " is no value of type " + ArrowTypeText.of(vector.getField()));
  }
}
