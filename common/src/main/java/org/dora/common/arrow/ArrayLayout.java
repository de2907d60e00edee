package org.dora.common.arrow;

import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.IntervalUnit;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;

/**
 * Which buffers an array has, read from the schema without Arrow's own type classes.
 *
 * @param width what the kind says
 * @param unsigned whether the values are integers without a sign
 */
record ArrayLayout(Kind kind, long width, boolean unsigned) {
  ArrayLayout(Kind kind, long width) {
    this(kind, width, false);
  }

  /** How an array lies in its buffers. */
  enum Kind {
    /** No buffers at all. */
    NULL(false, 0),
    /** Values of {@code width} bits. */
    FIXED(true, 1),
    /** Offsets of {@code width} bytes, then data. */
    BYTES(true, 2),
    /** Views of 16 bytes, then any number of data buffers. */
    VIEWS(true, 1),
    /** Offsets of {@code width} bytes into the child. */
    LIST(true, 1),
    /** Offsets and sizes of {@code width} bytes. */
    LIST_VIEW(true, 2),
    /** {@code width} values of the child each. */
    FIXED_LIST(true, 0),
    /** One value of each child. */
    STRUCT(true, 0),
    /** Type ids. */
    SPARSE_UNION(false, 1),
    /** Type ids and offsets. */
    DENSE_UNION(false, 2),
    /** Ends of runs in the first child, values in the second. */
    RUN_ENDS(false, 0);

    private final boolean validity;
    private final int contentBuffers;

    Kind(boolean validity, int contentBuffers) {
      this.validity = validity;
      this.contentBuffers = contentBuffers;
    }

    /** Whether the first buffer is a validity bitmap. */
    boolean hasValidity() {
      return validity;
    }

    /** Buffers besides the validity bitmap, and besides the data buffers of views. */
    int contentBuffers() {
      return contentBuffers;
    }
  }

  static ArrayLayout of(Field field) {
    return switch (field.typeType()) {
      case Type.Null -> new ArrayLayout(Kind.NULL, 0);
      case Type.Int -> integer(parameters(field, new Int()));
      case Type.FloatingPoint -> fixed(floatBits(parameters(field, new FloatingPoint())));
      case Type.Bool -> fixed(1);
      case Type.Decimal -> fixed(decimalBits(parameters(field, new Decimal())));
      case Type.Date -> fixed(parameters(field, new Date()).unit() == DateUnit.DAY ? 32 : 64);
      case Type.Time -> fixed(timeBits(parameters(field, new Time())));
      case Type.Timestamp, Type.Duration -> fixed(64);
      case Type.Interval -> fixed(intervalBits(parameters(field, new Interval())));
      case Type.FixedSizeBinary -> fixed(8 * width(parameters(field, new FixedSizeBinary())));
      case Type.Binary, Type.Utf8 -> new ArrayLayout(Kind.BYTES, Integer.BYTES);
      case Type.LargeBinary, Type.LargeUtf8 -> new ArrayLayout(Kind.BYTES, Long.BYTES);
      case Type.BinaryView, Type.Utf8View -> new ArrayLayout(Kind.VIEWS, 16);
      case Type.List, Type.Map -> new ArrayLayout(Kind.LIST, Integer.BYTES);
      case Type.LargeList -> new ArrayLayout(Kind.LIST, Long.BYTES);
      case Type.ListView -> new ArrayLayout(Kind.LIST_VIEW, Integer.BYTES);
      case Type.LargeListView -> new ArrayLayout(Kind.LIST_VIEW, Long.BYTES);
      case Type.FixedSizeList ->
          new ArrayLayout(Kind.FIXED_LIST, size(parameters(field, new FixedSizeList())));
      case Type.Struct_ -> new ArrayLayout(Kind.STRUCT, 0);
      case Type.Union -> union(parameters(field, new Union()));
      case Type.RunEndEncoded -> new ArrayLayout(Kind.RUN_ENDS, 0);
      default ->
          throw new IpcException(
              "column '" + field.name() + "' has the unknown Arrow type " + field.typeType());
    };
  }

  static ArrayLayout integer(Int type) {
    int bits = type.bitWidth();
    if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
      throw new IpcException("integer of " + bits + " bits, expected 8, 16, 32 or 64");
    }
    // Read here, with the rest of the metadata, so that nobody finds it damaged later.
    return new ArrayLayout(Kind.FIXED, bits, !type.isSigned());
  }

  /** How many children an array of this kind has; -1 if that depends on the schema. */
  int children() {
    return switch (kind) {
      case NULL, FIXED, BYTES, VIEWS -> 0;
      case LIST, LIST_VIEW, FIXED_LIST -> 1;
      case RUN_ENDS -> 2;
      case STRUCT, SPARSE_UNION, DENSE_UNION -> -1;
    };
  }

  /** Returns the table of a type's parameters. */
  @SuppressWarnings("unchecked") // flatbuffers gives back the table that it was given
  static <T extends com.google.flatbuffers.Table> T parameters(Field field, T table) {
    T read = (T) field.type(table);
    if (read == null) {
      throw new IpcException("column '" + field.name() + "' has a type without parameters");
    }
    return read;
  }

  private static ArrayLayout fixed(long bits) {
    return new ArrayLayout(Kind.FIXED, bits);
  }

  private static int floatBits(FloatingPoint type) {
    return switch (type.precision()) {
      case Precision.HALF -> 16;
      case Precision.SINGLE -> 32;
      case Precision.DOUBLE -> 64;
      default -> throw new IpcException("floating point of unknown precision " + type.precision());
    };
  }

  private static int decimalBits(Decimal type) {
    if (type.bitWidth() != 128 && type.bitWidth() != 256) {
      throw new IpcException("decimal of " + type.bitWidth() + " bits, expected 128 or 256");
    }
    return type.bitWidth();
  }

  private static int timeBits(Time type) {
    if (type.bitWidth() != 32 && type.bitWidth() != 64) {
      throw new IpcException("time of " + type.bitWidth() + " bits, expected 32 or 64");
    }
    return type.bitWidth();
  }

  private static int intervalBits(Interval type) {
    return switch (type.unit()) {
      case IntervalUnit.YEAR_MONTH -> 32;
      case IntervalUnit.DAY_TIME -> 64;
      case IntervalUnit.MONTH_DAY_NANO -> 128;
      default -> throw new IpcException("interval of unknown unit " + type.unit());
    };
  }

  private static long width(FixedSizeBinary type) {
    if (type.byteWidth() < 0) {
      throw new IpcException("fixed-size binary of " + type.byteWidth() + " bytes");
    }
    return type.byteWidth();
  }

  private static long size(FixedSizeList type) {
    if (type.listSize() < 0) {
      throw new IpcException("fixed-size list of " + type.listSize() + " values");
    }
    return type.listSize();
  }

  private static ArrayLayout union(Union type) {
    boolean dense = type.mode() == UnionMode.Dense;
    return new ArrayLayout(dense ? Kind.DENSE_UNION : Kind.SPARSE_UNION, 0);
  }
}
