package org.dora.common.arrow;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Int;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A received array, checked, with short cuts to simple values that need no Arrow vector.
 *
 * <p>A view holds no reference to its payload: it is valid while its maker holds one. The methods
 * that return arrays and text copy; {@link #values()} does not. Numbers are widened where nothing
 * is lost. An array that holds something else, or a null, is an {@link ArrayTypeException}. An
 * empty Null array reads as an array without values of any type. Safe for use by any thread.
 */
public final class IpcView {
  private final Payload payload;
  private final IpcStream stream;
  private final ArrayNode array;

  private IpcView(Payload payload, IpcStream stream, ArrayNode array) {
    this.payload = payload;
    this.stream = stream;
    this.array = array;
  }

  /**
   * Reads the metadata of a payload and checks the buffers against it.
   *
   * @param payload an Arrow IPC stream of one column and one batch, or null for no payload, which
   *     reads as an empty Null array
   * @throws IpcException if the released dora would refuse the payload, or it is damaged
   */
  public static IpcView of(@Nullable Payload payload) {
    return payload == null ? NoPayload.VIEW : read(payload);
  }

  private static IpcView read(Payload payload) {
    try {
      IpcStream stream = IpcStream.of(payload);
      Field column = stream.column();
      ArrayNode array =
          BatchReader.read(stream.bytes(), stream.batch(), column, columnLayout(column));
      return new IpcView(payload, stream, array);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // What flatbuffers throws at tables that point outside of the metadata.
      throw new IpcException("metadata of Arrow IPC stream is damaged: " + e.getMessage(), e);
    }
  }

  private static ArrayLayout columnLayout(Field column) {
    ArrayLayout values = ArrayLayout.of(column);
    if (column.dictionary() == null) {
      return values;
    }
    Int indices = column.dictionary().indexType();
    return indices == null
        ? new ArrayLayout(ArrayLayout.Kind.FIXED, Integer.SIZE)
        : ArrayLayout.integer(indices);
  }

  /** Returns the number of values. */
  public int length() {
    return array.length();
  }

  /** Returns how many of the values are null. */
  public int nullCount() {
    return array.nulls();
  }

  /** Tells whether the value at {@code index} is null. */
  public boolean isNull(int index) {
    return array.isNull(stream.bytes(), Objects.checkIndex(index, array.length()));
  }

  /** Returns the type's name for messages, such as {@code float32}, {@code utf8}, {@code list}. */
  public String typeName() {
    return TypeName.of(array.field());
  }

  /**
   * Returns the type in the words of the released node API's messages, children included: {@code
   * Float64}, {@code List(Field { data_type: Int64, nullable: true })}.
   */
  public String arrowTypeName() {
    return ArrowTypeText.of(org.apache.arrow.vector.types.pojo.Field.convertField(array.field()));
  }

  /**
   * Returns the values of a fixed-width type where they lie: little-endian, Bool eight to a byte,
   * anything in the place of nulls. Valid like the view itself.
   */
  public MemorySegment values() {
    if (array.layout().kind() != ArrayLayout.Kind.FIXED || isEncoded()) {
      throw new ArrayTypeException("values of fixed width", typeName());
    }
    long bytes = (length() * array.layout().width() + 7) / 8;
    return payload.bytes().asSlice(array.content(0).start(), bytes);
  }

  /** Returns the values of a UInt8 or Int8 array: raw bytes as other nodes send them. */
  public byte[] toBytes() {
    return new PlainValues(this).bytes();
  }

  /** Returns the values of an array of integers, each of which fits into an int by its type. */
  public int[] toInts() {
    return new PlainValues(this).ints();
  }

  /**
   * Returns the values of an array of integers.
   *
   * @throws IpcException if one of UInt64 does not fit into a long
   */
  public long[] toLongs() {
    return new PlainValues(this).longs();
  }

  /** Returns the values of a Float32 or Float16 array. */
  public float[] toFloats() {
    return new PlainValues(this).floats();
  }

  /** Returns the values of an array of floating-point numbers, or of integers up to 32 bits. */
  public double[] toDoubles() {
    return new PlainValues(this).doubles();
  }

  /** Returns the values of a Bool array. */
  public boolean[] toBooleans() {
    return new PlainValues(this).booleans();
  }

  /** Returns the values of a Utf8, LargeUtf8 or Utf8View array; malformed UTF-8 is replaced. */
  public String[] toStrings() {
    return new PlainValues(this).strings();
  }

  /** Returns the one value of an array of integers, as {@link #toLongs()}. */
  public long longValue() {
    requireOne("int64");
    return toLongs()[0];
  }

  /** Returns the one value of an array of numbers, as {@link #toDoubles()}. */
  public double doubleValue() {
    requireOne("float64");
    return toDoubles()[0];
  }

  /** Returns the one value of a Bool array. */
  public boolean booleanValue() {
    requireOne("bool");
    return toBooleans()[0];
  }

  /** Returns the one value of a text array, as {@link #toStrings()}. */
  public String string() {
    requireOne("utf8");
    return toStrings()[0];
  }

  @Override
  public String toString() {
    return length() + " values of " + typeName();
  }

  Payload payload() {
    return payload;
  }

  IpcStream stream() {
    return stream;
  }

  /** The column's array; that of the indices if the column is dictionary-encoded. */
  ArrayNode array() {
    return array;
  }

  boolean isEncoded() {
    return array.field().dictionary() != null;
  }

  private void requireOne(String type) {
    if (length() != 1) {
      throw new ArrayTypeException("one value of " + type, toString());
    }
  }

  private static final class NoPayload {
    static final IpcView VIEW = read(stream());

    private static Payload stream() {
      StreamLayout layout = new StreamLayout(SimpleType.NULL.schema());
      layout.node(0, 0);
      return layout.reserve(
          size -> new Payload(MemorySegment.ofArray(new byte[Math.toIntExact(size)]), null));
    }
  }
}
