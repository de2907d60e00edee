package org.dora.common.arrow;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.TransferPair;
import org.jspecify.annotations.Nullable;

/** Builds in Arrow Java the arrays that the released encoder's vectors hold. */
final class SampleVectors {
  /** All of the recorded arrays but the dictionary-encoded one. */
  static final List<String> NAMES =
      PayloadVectors.ALL.keySet().stream().filter(name -> !name.equals("dict")).toList();

  private final BufferAllocator allocator;

  SampleVectors(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  FieldVector build(String name) {
    return switch (name) {
      case "null_1" -> new NullVector("x", 1);
      case "empty_null" -> new NullVector("x", 0);
      case "bool" -> bool();
      case "u8", "python_bytes" -> integers(8, false, 1L, 2L, 3L);
      case "python_bytes_empty" -> integers(8, false);
      case "i8" -> integers(8, true, -1L);
      case "i16" -> integers(16, true, 1L, -2L);
      case "i32" -> integers(32, true, 1L, null, 3L);
      case "i64" -> integers(64, true, 1L, 2L);
      case "u64" -> integers(64, false, Long.MIN_VALUE);
      case "f32" -> floats(1.5f);
      case "f64" -> doubles();
      case "utf8" -> text("a", "héllo", null);
      case "utf8_empty" -> text();
      case "binary" -> binary(new byte[] {0, 1}, new byte[0]);
      case "large_utf8" -> largeText("x");
      case "list_i64" -> list();
      case "fsl" -> fixedSizeList();
      case "struct" -> struct();
      case "ts_us" -> timestamp();
      case "date32" -> date();
      case "sliced_i64" -> slice(integers(64, true, 1L, 2L, 3L), 1, 2);
      case "sliced_utf8" -> slice(text("a", "bb", "ccc"), 1, 1);
      case "string_view" -> textView("short", "a string longer than twelve bytes");
      case "map" -> map();
      case "decimal128" -> decimal();
      default -> throw new AssertionError("no array known for vector " + name);
    };
  }

  FieldVector slice(FieldVector whole, int start, int length) {
    try (whole) {
      TransferPair pair = whole.getTransferPair(allocator);
      pair.splitAndTransfer(start, length);
      return (FieldVector) pair.getTo();
    }
  }

  FieldVector integers(int bits, boolean signed, @Nullable Long... values) {
    FieldVector vector =
        Field.nullable("x", new ArrowType.Int(bits, signed)).createVector(allocator);
    vector.setInitialCapacity(values.length);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      Long value = values[i];
      if (value == null) {
        vector.setNull(i);
      } else {
        ((BaseIntVector) vector).setWithPossibleTruncate(i, value);
      }
    }
    vector.setValueCount(values.length);
    return vector;
  }

  Float4Vector floats(float... values) {
    Float4Vector vector = new Float4Vector("x", allocator);
    vector.allocateNew(values.length);
    for (int i = 0; i < values.length; i++) {
      vector.set(i, values[i]);
    }
    vector.setValueCount(values.length);
    return vector;
  }

  VarCharVector text(@Nullable String... values) {
    VarCharVector vector = new VarCharVector("x", allocator);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value == null) {
        vector.setNull(i);
      } else {
        vector.setSafe(i, value.getBytes(StandardCharsets.UTF_8));
      }
    }
    vector.setValueCount(values.length);
    return vector;
  }

  VarBinaryVector binary(byte[]... values) {
    VarBinaryVector vector = new VarBinaryVector("x", allocator);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i]);
    }
    vector.setValueCount(values.length);
    return vector;
  }

  ViewVarCharVector textView(String... values) {
    ViewVarCharVector vector = new ViewVarCharVector("x", allocator);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(values.length);
    return vector;
  }

  LargeVarCharVector largeText(String... values) {
    LargeVarCharVector vector = new LargeVarCharVector("x", allocator);
    vector.allocateNew();
    for (int i = 0; i < values.length; i++) {
      vector.setSafe(i, values[i].getBytes(StandardCharsets.UTF_8));
    }
    vector.setValueCount(values.length);
    return vector;
  }

  /** {@code [[1, 2], [], None]}. */
  ListVector list() {
    Field item = Field.nullable("item", new ArrowType.Int(64, true));
    ListVector vector = (ListVector) nested("x", new ArrowType.List(), item);
    vector.startNewValue(0);
    BigIntVector items = (BigIntVector) vector.getDataVector();
    items.setSafe(0, 1);
    items.setSafe(1, 2);
    vector.endValue(0, 2);
    vector.startNewValue(1);
    vector.endValue(1, 0);
    vector.setNull(2);
    items.setValueCount(2);
    vector.setValueCount(3);
    return vector;
  }

  /** {@code [{'x': 1, 'y': 'a'}, {'x': None, 'y': 'b'}]}. */
  StructVector struct() {
    StructVector vector =
        (StructVector)
            nested(
                "s",
                new ArrowType.Struct(),
                Field.nullable("x", new ArrowType.Int(64, true)),
                Field.nullable("y", new ArrowType.Utf8()));
    vector.getChild("x", BigIntVector.class).setSafe(0, 1);
    VarCharVector y = vector.getChild("y", VarCharVector.class);
    y.setSafe(0, new byte[] {'a'});
    y.setSafe(1, new byte[] {'b'});
    vector.setIndexDefined(0);
    vector.setIndexDefined(1);
    vector.setValueCount(2);
    return vector;
  }

  FieldVector nested(String name, ArrowType type, Field... children) {
    FieldVector vector =
        new Field(name, FieldType.nullable(type), List.of(children)).createVector(allocator);
    vector.allocateNew();
    return vector;
  }

  private BitVector bool() {
    BitVector vector = new BitVector("x", allocator);
    vector.allocateNew(3);
    vector.set(0, 1);
    vector.set(1, 0);
    vector.setNull(2);
    vector.setValueCount(3);
    return vector;
  }

  private Float8Vector doubles() {
    Float8Vector vector = new Float8Vector("x", allocator);
    vector.allocateNew(2);
    vector.zeroVector();
    vector.set(0, 0.25);
    vector.setNull(1);
    vector.setValueCount(2);
    return vector;
  }

  private FixedSizeListVector fixedSizeList() {
    Field item = Field.nullable("item", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE));
    FixedSizeListVector vector =
        (FixedSizeListVector) nested("x", new ArrowType.FixedSizeList(2), item);
    vector.startNewValue(0);
    Float4Vector items = (Float4Vector) vector.getDataVector();
    items.setSafe(0, 1);
    items.setSafe(1, 2);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector timestamp() {
    TimeStampMicroTZVector vector =
        (TimeStampMicroTZVector)
            Field.nullable("x", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"))
                .createVector(allocator);
    vector.setSafe(0, 1);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector date() {
    DateDayVector vector =
        (DateDayVector)
            Field.nullable("x", new ArrowType.Date(DateUnit.DAY)).createVector(allocator);
    vector.setSafe(0, 1);
    vector.setValueCount(1);
    return vector;
  }

  private DecimalVector decimal() {
    DecimalVector vector = new DecimalVector("x", allocator, 10, 2);
    vector.setSafe(0, new BigDecimal("1.00"));
    vector.setSafe(1, new BigDecimal("2.00"));
    vector.setValueCount(2);
    return vector;
  }

  private MapVector map() {
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(new ArrowType.Struct()),
            List.of(
                Field.notNullable("key", new ArrowType.Utf8()),
                Field.nullable("value", new ArrowType.Int(32, true))));
    MapVector vector = (MapVector) nested("x", new ArrowType.Map(false), entries);
    vector.startNewValue(0);
    StructVector entry = (StructVector) vector.getDataVector();
    entry.getChild("key", VarCharVector.class).setSafe(0, new byte[] {'k'});
    entry.getChild("value", IntVector.class).setSafe(0, 1);
    entry.setIndexDefined(0);
    entry.setValueCount(1);
    vector.endValue(0, 1);
    vector.setValueCount(1);
    return vector;
  }
}
