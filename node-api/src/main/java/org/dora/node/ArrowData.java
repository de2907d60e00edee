package org.dora.node;

import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.arrow.ArrayJson;
import org.dora.common.arrow.IpcDecoder;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.arrow.IpcException;
import org.dora.common.arrow.IpcView;
import org.dora.common.arrow.JsonArrays;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns the data of messages into dora's JSON and back, for recordings and tests. Loaded only where
 * there are any.
 */
final class ArrowData {
  /** Payloads that need not be released: tests give up events in many places. */
  static final IpcEncoder ENCODER =
      new IpcEncoder(size -> new Payload(Arena.ofAuto().allocate(size, 64), null));

  private static final JsonFactory JSON = new JsonFactory();
  private static final BufferAllocator ALLOCATOR = new RootAllocator();
  private static final IpcDecoder DECODER = new IpcDecoder(ALLOCATOR);
  private static final JsonArrays ARRAYS = new JsonArrays(ALLOCATOR);

  private ArrowData() {}

  /**
   * Writes the values of a message.
   *
   * @throws org.dora.common.arrow.IpcException if the message is damaged, or there is no JSON for
   *     its type
   */
  static void writeValues(IpcView data, JsonGenerator json) {
    try (FieldVector vector = DECODER.decode(data)) {
      ArrayJson.writeValues(vector, json);
    }
  }

  /**
   * Returns the values of a message as Java has them for JSON.
   *
   * @throws DataTypeException if there is no JSON for their type
   */
  static List<@Nullable Object> plain(IpcView data) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      writeValues(data, json);
    } catch (IpcException e) {
      throw new DataTypeException(e.getMessage());
    }
    return list(text.toString(), false);
  }

  /**
   * Returns a message of what is written as JSON: a list of values, or one.
   *
   * @throws DataTypeException if that is no JSON, or no type goes with all values
   */
  static Payload parse(String json) {
    try {
      return read(list(json, true), null);
    } catch (IpcException e) {
      throw new DataTypeException(json + ": " + e.getMessage());
    }
  }

  private static List<@Nullable Object> list(String json, boolean exactly) {
    try {
      Object value = exactly ? PlainJson.parseExactly(json) : PlainJson.parse(json);
      return value instanceof List<?> list
          ? Collections.unmodifiableList(list)
          : Collections.singletonList(value);
    } catch (PlainJson.InvalidException e) {
      throw new DataTypeException("`" + json + "` is no JSON: " + e.getMessage());
    }
  }

  /** Writes the values and the type of a message as {@code data} and {@code data_type}. */
  static void write(IpcView data, JsonGenerator json) {
    json.writeName("data");
    writeValues(data, json);
    json.writeName("data_type");
    ArrayJson.writeType(data, json);
  }

  /**
   * Returns a message of such values.
   *
   * @param type null to find one that goes with all values
   * @throws org.dora.common.arrow.IpcException if the type does not go with the values
   */
  static Payload read(List<? extends @Nullable Object> values, @Nullable Object type) {
    try (FieldVector vector = type == null ? ARRAYS.read(values) : ARRAYS.read(values, type)) {
      return ENCODER.encode(vector);
    }
  }
}
