package org.dora.common.arrow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BufferLayout.BufferType;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;

/**
 * Writes arrays as Arrow IPC streams of one column and one batch, laid out as dora's own encoder
 * does (spec, node-protocol 9.2): a nullable column named {@code data}, every block and buffer at a
 * multiple of 64 bytes.
 *
 * <p>The size is computed first; the values are then copied once, into one payload. All methods
 * return a payload with one reference, which the caller owns. Safe for use by any thread, if the
 * allocator is; a vector must not be changed or encoded by another thread meanwhile.
 */
public final class IpcEncoder {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final PayloadAllocator memory;

  /**
   * @param memory where payloads are taken from
   */
  public IpcEncoder(PayloadAllocator memory) {
    this.memory = memory;
  }

  /**
   * Encodes a vector of any type, children included. The vector stays the caller's; its name and
   * nullability do not travel.
   *
   * @throws IpcException if the vector or a child is dictionary-encoded
   */
  public Payload encode(FieldVector vector) {
    VectorParts parts = new VectorParts(vector);
    Payload payload = parts.layout().reserve(memory);
    try {
      parts.copyInto(payload);
      return payload;
    } catch (RuntimeException e) {
      payload.release();
      throw e;
    }
  }

  /** Encodes raw bytes as UInt8, as the released node APIs do with bytes (spec 9.2). */
  public Payload encode(byte[] values) {
    return encode(MemorySegment.ofArray(values));
  }

  /** Encodes raw bytes as UInt8; the segment is read before this returns. */
  public Payload encode(MemorySegment values) {
    IpcReservation array = reserve(SimpleType.UINT8, values.byteSize());
    array.values().copyFrom(values);
    return array.payload();
  }

  /** Encodes as Int32. */
  public Payload encode(int[] values) {
    IpcReservation array = reserve(SimpleType.INT32, values.length);
    MemorySegment.copy(values, 0, array.values(), INT, 0, values.length);
    return array.payload();
  }

  /** Encodes as Int64. */
  public Payload encode(long[] values) {
    IpcReservation array = reserve(SimpleType.INT64, values.length);
    MemorySegment.copy(values, 0, array.values(), LONG, 0, values.length);
    return array.payload();
  }

  /** Encodes as Float32. */
  public Payload encode(float[] values) {
    IpcReservation array = reserve(SimpleType.FLOAT32, values.length);
    MemorySegment.copy(values, 0, array.values(), FLOAT, 0, values.length);
    return array.payload();
  }

  /** Encodes as Float64. */
  public Payload encode(double[] values) {
    IpcReservation array = reserve(SimpleType.FLOAT64, values.length);
    MemorySegment.copy(values, 0, array.values(), DOUBLE, 0, values.length);
    return array.payload();
  }

  /** Encodes as Bool. */
  public Payload encode(boolean[] values) {
    byte[] bits = new byte[(values.length + 7) / 8];
    for (int i = 0; i < values.length; i++) {
      if (values[i]) {
        bits[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    IpcReservation array = reserve(SimpleType.BOOL, values.length);
    array.values().copyFrom(MemorySegment.ofArray(bits));
    return array.payload();
  }

  /** Encodes one value of Int64. */
  public Payload encode(long value) {
    return encode(new long[] {value});
  }

  /** Encodes one value of Float64. */
  public Payload encode(double value) {
    return encode(new double[] {value});
  }

  /** Encodes one value of Bool. */
  public Payload encode(boolean value) {
    return encode(new boolean[] {value});
  }

  /** Encodes one value of Utf8. */
  public Payload encode(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    StreamLayout layout = new StreamLayout(SimpleType.UTF8.schema());
    layout.node(1, 0);
    int validity = layout.buffer(1);
    int offsets = layout.buffer(2L * Integer.BYTES);
    int data = layout.buffer(utf8.length);
    Payload payload = layout.reserve(memory);
    layout.buffer(payload, validity).fill((byte) 0xff);
    MemorySegment.copy(new int[] {0, utf8.length}, 0, layout.buffer(payload, offsets), INT, 0, 2);
    layout.buffer(payload, data).copyFrom(MemorySegment.ofArray(utf8));
    return payload;
  }

  /**
   * Reserves an array of a fixed-width type to be filled in place, so that the values are never
   * copied. Bool values are bits, eight to a byte, lowest first.
   *
   * @param type a type with one values buffer: integers, floating point, decimals, Bool, dates,
   *     times, intervals, FixedSizeBinary
   * @param count values, zero or more
   * @throws IpcException if the type's values are not of one fixed width
   */
  public IpcReservation allocate(ArrowType type, int count) {
    if (count < 0) {
      throw new IpcException("array of " + count + " values requested, expected zero or more");
    }
    TypeLayout buffers = TypeLayout.getTypeLayout(type);
    if (!buffers.isFixedBufferCount()
        || !buffers.getBufferTypes().equals(List.of(BufferType.VALIDITY, BufferType.DATA))) {
      throw new IpcException(
          "cannot reserve values of "
              + type
              + " to be written in place, expected a type of fixed width");
    }
    long bits = buffers.getBufferLayouts().get(1).getTypeBitWidth();
    return reserve(SchemaBlock.of(type), count, bits);
  }

  private IpcReservation reserve(SimpleType type, long count) {
    return reserve(type.schema(), count, type.bits());
  }

  private IpcReservation reserve(byte[] schema, long count, long bits) {
    StreamLayout layout = new StreamLayout(schema);
    layout.node(count, 0);
    int validity = layout.buffer((count + 7) / 8);
    int values = layout.buffer((count * bits + 7) / 8);
    Payload payload = layout.reserve(memory);
    layout.buffer(payload, validity).fill((byte) 0xff);
    return new IpcReservation(payload, layout.buffer(payload, values));
  }
}
