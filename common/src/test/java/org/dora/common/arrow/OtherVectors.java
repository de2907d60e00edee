package org.dora.common.arrow;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Arrays of types that no recorded payload has. */
final class OtherVectors {
  static final List<String> NAMES =
      List.of(
          "float16",
          "fixed_size_binary",
          "large_binary",
          "binary_view",
          "time64",
          "duration",
          "interval",
          "large_list",
          "list_view",
          "list_of_structs",
          "sparse_union",
          "dense_union",
          "run_end_encoded");

  private static final Field INT = Field.nullable("i", new ArrowType.Int(32, true));
  private static final Field TEXT = Field.nullable("t", new ArrowType.Utf8());

  private final BufferAllocator allocator;
  private final SampleVectors samples;

  OtherVectors(BufferAllocator allocator) {
    this.allocator = allocator;
    this.samples = new SampleVectors(allocator);
  }

  FieldVector build(String name) {
    return switch (name) {
      case "float16" -> float16();
      case "fixed_size_binary" -> fixedSizeBinary();
      case "large_binary" -> largeBinary();
      case "binary_view" -> binaryView();
      case "time64" -> time();
      case "duration" -> duration();
      case "interval" -> interval();
      case "large_list" -> largeList();
      case "list_view" -> listView();
      case "list_of_structs" -> listOfStructs();
      case "sparse_union" -> sparseUnion();
      case "dense_union" -> denseUnion();
      case "run_end_encoded" -> runEndEncoded();
      default -> throw new AssertionError(name);
    };
  }

  private FieldVector float16() {
    Float2Vector vector = new Float2Vector("x", allocator);
    vector.setSafeWithPossibleTruncate(0, 0.5f);
    vector.setNull(1);
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector fixedSizeBinary() {
    FixedSizeBinaryVector vector = new FixedSizeBinaryVector("x", allocator, 3);
    vector.setSafe(0, new byte[] {1, 2, 3});
    vector.setSafe(1, new byte[] {4, 5, 6});
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector largeBinary() {
    LargeVarBinaryVector vector = new LargeVarBinaryVector("x", allocator);
    vector.allocateNew();
    vector.setSafe(0, new byte[] {1, 2, 3});
    vector.setNull(1);
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector binaryView() {
    ViewVarBinaryVector vector = new ViewVarBinaryVector("x", allocator);
    vector.allocateNew();
    vector.setSafe(0, new byte[] {1, 2, 3});
    vector.setNull(1);
    vector.setSafe(2, new byte[20]);
    vector.setValueCount(3);
    return vector;
  }

  private FieldVector time() {
    TimeMicroVector vector = new TimeMicroVector("x", allocator);
    vector.setSafe(0, 12_345);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector duration() {
    DurationVector vector =
        (DurationVector)
            Field.nullable("x", new ArrowType.Duration(TimeUnit.NANOSECOND))
                .createVector(allocator);
    vector.setSafe(0, 5);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector interval() {
    IntervalMonthDayNanoVector vector = new IntervalMonthDayNanoVector("x", allocator);
    vector.setSafe(0, 1, 2, 3);
    vector.setValueCount(1);
    return vector;
  }

  private FieldVector largeList() {
    LargeListVector vector =
        (LargeListVector)
            samples.nested(
                "x",
                new ArrowType.LargeList(),
                Field.nullable("item", new ArrowType.Int(64, true)));
    vector.startNewValue(0);
    ((BigIntVector) vector.getDataVector()).setSafe(0, 5);
    vector.endValue(0, 1);
    vector.setNull(1);
    vector.getDataVector().setValueCount(1);
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector listView() {
    ListViewVector vector = (ListViewVector) samples.nested("x", new ArrowType.ListView(), INT);
    IntVector items = (IntVector) vector.getDataVector();
    items.setSafe(0, 5);
    items.setSafe(1, 6);
    items.setValueCount(2);
    vector.setValidity(0, 1);
    vector.setOffset(0, 1);
    vector.setSize(0, 1);
    vector.setValidity(1, 1);
    vector.setOffset(1, 0);
    vector.setSize(1, 2);
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector listOfStructs() {
    Field item = new Field("item", FieldType.nullable(new ArrowType.Struct()), List.of(INT, TEXT));
    var vector =
        (org.apache.arrow.vector.complex.ListVector)
            samples.nested("x", new ArrowType.List(), item);
    StructVector items = (StructVector) vector.getDataVector();
    vector.startNewValue(0);
    for (int i = 0; i < 3; i++) {
      items.getChild("i", IntVector.class).setSafe(i, i);
      items.getChild("t", VarCharVector.class).setSafe(i, new byte[] {(byte) ('a' + i)});
      items.setIndexDefined(i);
    }
    items.setValueCount(3);
    vector.endValue(0, 3);
    vector.setValueCount(1);
    return vector;
  }

  @SuppressWarnings("EnumOrdinal") // that is what Arrow Java's sparse unions announce
  private FieldVector sparseUnion() {
    return sparseUnion(MinorType.INT.ordinal(), MinorType.VARCHAR.ordinal());
  }

  FieldVector sparseUnion(int intId, int textId) {
    ArrowType type = new ArrowType.Union(UnionMode.Sparse, new int[] {intId, textId});
    UnionVector vector = (UnionVector) samples.nested("x", type, INT, TEXT);
    vector.getTypeBuffer().setByte(0, intId);
    vector.getTypeBuffer().setByte(1, textId);
    List<FieldVector> children = vector.getChildrenFromFields();
    ((IntVector) children.get(0)).setSafe(0, 7);
    ((VarCharVector) children.get(1)).setSafe(1, new byte[] {'b'});
    vector.setValueCount(2);
    return vector;
  }

  private FieldVector denseUnion() {
    DenseUnionVector vector =
        (DenseUnionVector)
            samples.nested("x", new ArrowType.Union(UnionMode.Dense, new int[] {0, 1}), INT, TEXT);
    vector.setTypeId(0, (byte) 0);
    vector.setOffset(0, 0);
    vector.setTypeId(1, (byte) 1);
    vector.setOffset(1, 0);
    List<FieldVector> children = vector.getChildrenFromFields();
    ((IntVector) children.get(0)).setSafe(0, 7);
    ((VarCharVector) children.get(1)).setSafe(0, new byte[] {'b'});
    vector.setValueCount(2);
    children.forEach(child -> child.setValueCount(1));
    return vector;
  }

  private FieldVector runEndEncoded() {
    Field ends = Field.notNullable("run_ends", new ArrowType.Int(32, true));
    RunEndEncodedVector vector =
        (RunEndEncodedVector) samples.nested("x", new ArrowType.RunEndEncoded(), ends, TEXT);
    IntVector runEnds = (IntVector) vector.getRunEndsVector();
    VarCharVector values = (VarCharVector) vector.getValuesVector();
    runEnds.setSafe(0, 2);
    runEnds.setSafe(1, 5);
    values.setSafe(0, new byte[] {'a'});
    values.setNull(1);
    runEnds.setValueCount(2);
    values.setValueCount(2);
    vector.setValueCount(5);
    return vector;
  }
}
