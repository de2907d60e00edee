package org.dora.common.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The types that are sent without an Arrow vector. They are written from constants, so that a small
 * node's first message loads none of Arrow's own type classes.
 */
enum SimpleType {
  NULL(Type.Null, 0, false),
  BOOL(Type.Bool, 1, false),
  UINT8(Type.Int, 8, false),
  INT32(Type.Int, 32, true),
  INT64(Type.Int, 64, true),
  FLOAT32(Type.FloatingPoint, 32, false),
  FLOAT64(Type.FloatingPoint, 64, false),
  UTF8(Type.Utf8, 0, false);

  private final byte id;
  private final int bits;
  private final boolean signed;

  @SuppressWarnings("ImmutableEnumChecker") // a cache
  private byte @Nullable [] schema;

  SimpleType(byte id, int bits, boolean signed) {
    this.id = id;
    this.bits = bits;
    this.signed = signed;
  }

  /** Bits of one value in the values buffer; zero for text and Null. */
  int bits() {
    return bits;
  }

  /** The schema block; the array is shared and must not be written. */
  byte[] schema() {
    byte[] known = schema;
    if (known == null) {
      known = build();
      schema = known; // a race costs a second build of the same bytes
    }
    return known;
  }

  private byte[] build() {
    FlatBufferBuilder builder = new FlatBufferBuilder(256);
    int name = builder.createString(SchemaBlock.COLUMN);
    int children;
    int type;
    if (id == Type.Int || id == Type.FloatingPoint) {
      children = SchemaBlock.noChildren(builder);
      type = number(builder);
    } else {
      type = empty(builder);
      children = SchemaBlock.noChildren(builder);
    }
    int field = SchemaBlock.field(builder, name, true, id, type, children, 0);
    return SchemaBlock.finish(builder, field);
  }

  private int number(FlatBufferBuilder builder) {
    if (id == Type.FloatingPoint) {
      return FloatingPoint.createFloatingPoint(
          builder, bits == 32 ? Precision.SINGLE : Precision.DOUBLE);
    }
    return SchemaBlock.integer(builder, bits, signed);
  }

  private int empty(FlatBufferBuilder builder) {
    if (id == Type.Bool) {
      Bool.startBool(builder);
      return Bool.endBool(builder);
    }
    if (id == Type.Null) {
      Null.startNull(builder);
      return Null.endNull(builder);
    }
    Utf8.startUtf8(builder);
    return Utf8.endUtf8(builder);
  }
}
