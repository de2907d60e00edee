package org.dora.common.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.Type;
import org.dora.common.arrow.ArrayLayout.Kind;
import org.dora.common.arrow.ArrayNode.Range;

/** Copies the values of an array of numbers or text into Java's own arrays. */
final class PlainValues {
  private final IpcView view;
  private final ArrayNode array;
  private final ByteBuffer stream;
  private final byte type;
  private final int length;

  PlainValues(IpcView view) {
    this.view = view;
    this.array = view.array();
    this.stream = view.stream().bytes();
    this.type = view.isEncoded() ? Type.NONE : array.field().typeType();
    this.length = array.length();
  }

  byte[] bytes() {
    expect(isInteger(Byte.SIZE), "bytes (uint8)");
    byte[] bytes = new byte[length];
    values().get(bytes);
    return bytes;
  }

  int[] ints() {
    expect(isInteger(Integer.SIZE) && !(bits() == Integer.SIZE && isUnsigned()), "int32");
    int[] ints = new int[length];
    ByteBuffer values = values();
    if (bits() == Integer.SIZE) {
      values.asIntBuffer().get(ints);
    } else {
      boolean unsigned = isUnsigned();
      for (int i = 0; i < length; i++) {
        ints[i] = (int) integer(values, i, unsigned);
      }
    }
    return ints;
  }

  long[] longs() {
    expect(isInteger(Long.SIZE), "int64");
    long[] longs = new long[length];
    ByteBuffer values = values();
    boolean unsigned = isUnsigned();
    if (bits() == Long.SIZE && !unsigned) {
      values.asLongBuffer().get(longs);
    } else {
      for (int i = 0; i < length; i++) {
        longs[i] = integer(values, i, unsigned);
      }
    }
    return longs;
  }

  float[] floats() {
    expect(isFloat(Float.SIZE), "float32");
    float[] floats = new float[length];
    ByteBuffer values = values();
    if (bits() == Float.SIZE) {
      values.asFloatBuffer().get(floats);
    } else {
      for (int i = 0; i < length; i++) {
        floats[i] = Float.float16ToFloat(values.getShort(Short.BYTES * i));
      }
    }
    return floats;
  }

  double[] doubles() {
    expect(isFloat(Double.SIZE) || isInteger(Integer.SIZE), "float64");
    double[] doubles = new double[length];
    if (type == Type.Int) {
      ByteBuffer values = values();
      boolean unsigned = isUnsigned();
      for (int i = 0; i < length; i++) {
        doubles[i] = integer(values, i, unsigned);
      }
    } else if (bits() == Double.SIZE) {
      values().asDoubleBuffer().get(doubles);
    } else {
      float[] floats = floats();
      for (int i = 0; i < length; i++) {
        doubles[i] = floats[i];
      }
    }
    return doubles;
  }

  boolean[] booleans() {
    expect(type == Type.Bool, "bool");
    boolean[] booleans = new boolean[length];
    ByteBuffer values = values();
    for (int i = 0; i < length; i++) {
      booleans[i] = (values.get(i / 8) >> (i % 8) & 1) == 1;
    }
    return booleans;
  }

  String[] strings() {
    expect(type == Type.Utf8 || type == Type.LargeUtf8 || type == Type.Utf8View, "utf8");
    String[] strings = new String[length];
    for (int i = 0; i < length; i++) {
      strings[i] = type == Type.Utf8View ? viewed(i) : lyingBetweenOffsets(i);
    }
    return strings;
  }

  private String lyingBetweenOffsets(int index) {
    int offsets = array.content(0).start();
    int start;
    int end;
    if (array.layout().width() == Integer.BYTES) {
      start = stream.getInt(offsets + Integer.BYTES * index);
      end = stream.getInt(offsets + Integer.BYTES * (index + 1));
    } else {
      start = (int) stream.getLong(offsets + Long.BYTES * index);
      end = (int) stream.getLong(offsets + Long.BYTES * (index + 1));
    }
    return text(array.content(1).start() + start, end - start);
  }

  /** A view has its bytes with it up to 12, else where its buffer and offset say. */
  private String viewed(int index) {
    int view = array.content(0).start() + 16 * index;
    int size = stream.getInt(view);
    if (size <= 12) {
      return text(view + 4, size);
    }
    Range data = array.content(1 + stream.getInt(view + 8));
    return text(data.start() + stream.getInt(view + 12), size);
  }

  private String text(int start, int size) {
    byte[] utf8 = new byte[size];
    stream.get(start, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private long integer(ByteBuffer values, int index, boolean unsigned) {
    return switch (bits()) {
      case Byte.SIZE -> {
        byte value = values.get(index);
        yield unsigned ? Byte.toUnsignedLong(value) : value;
      }
      case Short.SIZE -> {
        short value = values.getShort(Short.BYTES * index);
        yield unsigned ? Short.toUnsignedLong(value) : value;
      }
      case Integer.SIZE -> {
        int value = values.getInt(Integer.BYTES * index);
        yield unsigned ? Integer.toUnsignedLong(value) : value;
      }
      default -> {
        long value = values.getLong(Long.BYTES * index);
        if (unsigned && value < 0) {
          throw new IpcException(
              "uint64 value "
                  + Long.toUnsignedString(value)
                  + " at "
                  + index
                  + " does not fit into a long");
        }
        yield value;
      }
    };
  }

  private ByteBuffer values() {
    if (length == 0) {
      return ByteBuffer.allocate(0);
    }
    return array.content(0).of(stream).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void expect(boolean matches, String expected) {
    boolean emptyNull = array.layout().kind() == Kind.NULL && length == 0;
    if (!matches && !emptyNull) {
      throw new ArrayTypeException(expected, view.typeName());
    }
    if (array.nulls() > 0) {
      throw new ArrayTypeException(
          expected + " without nulls",
          length + " values of " + view.typeName() + " with " + array.nulls() + " nulls");
    }
  }

  private boolean isInteger(int maxBits) {
    return type == Type.Int && bits() <= maxBits;
  }

  private boolean isFloat(int maxBits) {
    return type == Type.FloatingPoint && bits() <= maxBits;
  }

  private int bits() {
    return (int) array.layout().width();
  }

  private boolean isUnsigned() {
    return array.layout().unsigned();
  }
}
