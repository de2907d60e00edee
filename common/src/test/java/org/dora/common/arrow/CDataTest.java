package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.dora.common.arrow.cdata.ArrayExport;
import org.dora.common.arrow.cdata.ArrayImport;
import org.dora.common.arrow.cdata.CDataException;
import org.dora.common.arrow.cdata.CStruct;
import org.dora.common.arrow.cdata.NativeMemory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays that cross the Arrow C data interface and come back. */
final class CDataTest {
  /** The fields of an {@code ArrowArray} that are written as native code might. */
  private static final long LENGTH = 0;

  private static final long NULL_COUNT = 8;
  private static final long OFFSET = 16;
  private static final long CHILDREN = 48;
  private static final long DICTIONARY_OF_SCHEMA = 48;

  private final RootAllocator allocator = new RootAllocator();
  private final MemorySegment array = NativeMemory.allocate(CStruct.ARRAY_SIZE);
  private final MemorySegment schema = NativeMemory.allocate(CStruct.SCHEMA_SIZE);

  /** Fails if anything was kept. */
  @AfterEach
  void close() {
    CStruct.releaseArray(array);
    CStruct.releaseSchema(schema);
    NativeMemory.free(array.address());
    NativeMemory.free(schema.address());
    allocator.close();
  }

  static Stream<String> names() {
    return Stream.concat(SampleVectors.NAMES.stream(), OtherVectors.NAMES.stream())
        .filter(name -> !name.equals("list_view") && !name.equals("run_end_encoded"));
  }

  private FieldVector build(String name) {
    return SampleVectors.NAMES.contains(name)
        ? new SampleVectors(allocator).build(name)
        : new OtherVectors(allocator).build(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void anArrayComesBackAsItWent(String name) {
    List<@Nullable Object> values;
    ArrowType type;
    try (FieldVector vector = build(name)) {
      values = values(vector);
      type = vector.getField().getType();
      ArrayExport.export(vector, allocator, array, schema);
    }

    try (FieldVector back = ArrayImport.read(array, schema, allocator)) {
      assertEquals(type, back.getField().getType());
      assertEquals(values, values(back));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPartOfAnArrayIsRead(String name) {
    List<@Nullable Object> values;
    try (FieldVector vector = build(name)) {
      values = values(vector);
      ArrayExport.export(vector, allocator, array, schema);
    }
    if (values.isEmpty() || name.endsWith("_union")) {
      return; // nothing to leave out; and unions are not sliced by moving their start alone
    }
    set(array, OFFSET, 1);
    set(array, LENGTH, values.size() - 1L);
    set(array, NULL_COUNT, -1);

    try (FieldVector part = ArrayImport.read(array, schema, allocator)) {
      assertEquals(values.subList(1, values.size()), values(part));
    }
  }

  @Test
  void aPartOfAChildIsRead() {
    List<@Nullable Object> values;
    try (FieldVector vector = build("struct")) {
      values = values(vector);
      ArrayExport.export(vector, allocator, array, schema);
    }
    MemorySegment pointers = NativeMemory.at(get(array, CHILDREN), Long.BYTES);
    MemorySegment child = NativeMemory.at(get(pointers, 0), CStruct.ARRAY_SIZE);
    set(array, LENGTH, values.size() - 1L);
    set(child, OFFSET, 1);
    set(child, LENGTH, values.size() - 1L);
    set(child, NULL_COUNT, -1);

    try (FieldVector part = ArrayImport.read(array, schema, allocator)) {
      FieldVector shifted = part.getChildrenFromFields().getFirst();
      assertEquals(values.size() - 1, shifted.getValueCount());
    }
  }

  @Test
  void eachStructIsReleasedOnceAndOnItsOwn() {
    try (FieldVector vector = build("struct")) {
      ArrayExport.export(vector, allocator, array, schema);
    }
    MemorySegment pointers = NativeMemory.at(get(array, CHILDREN), Long.BYTES);
    MemorySegment moved = NativeMemory.allocate(CStruct.ARRAY_SIZE);
    MemorySegment child = NativeMemory.at(get(pointers, 0), CStruct.ARRAY_SIZE);
    moved.copyFrom(child);
    set(child, CStruct.ARRAY_SIZE - 2 * Long.BYTES, 0); // marked as released, as a move demands

    CStruct.releaseArray(array);
    assertTrue(allocator.getAllocatedMemory() > 0, "the child that was moved is still there");
    CStruct.releaseArray(moved);
    CStruct.releaseArray(moved);
    NativeMemory.free(moved.address());

    assertEquals(0, allocator.getAllocatedMemory());
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertRefused("the array was released before");
    try (FieldVector vector = build("i32")) {
      ArrayExport.export(vector, allocator, array, schema);
    }
    long format = get(schema, 0);
    MemorySegment unknown = NativeMemory.allocate(4);
    unknown.setString(0, "+r");
    set(schema, 0, unknown.address());
    assertRefused("no vector of Arrow Java holds arrays of the format `+r`");
    set(schema, 0, format);
    NativeMemory.free(unknown.address());
    set(schema, DICTIONARY_OF_SCHEMA, 1);
    assertRefused("the array is dictionary-encoded, expected plain values");
    set(schema, DICTIONARY_OF_SCHEMA, 0);
  }

  @Test
  void whatHasNoNameThereIsNotHandedOut() {
    try (FieldVector vector = build("list_view")) {
      assertThrows(
          CDataException.class, () -> ArrayExport.export(vector, allocator, array, schema));
    }
  }

  private void assertRefused(String message) {
    assertEquals(
        message,
        assertThrows(CDataException.class, () -> ArrayImport.read(array, schema, allocator).close())
            .getMessage());
  }

  private static List<@Nullable Object> values(FieldVector vector) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < vector.getValueCount(); i++) {
      Object value = vector.getObject(i);
      values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
    }
    return values;
  }

  private static long get(MemorySegment struct, long offset) {
    return struct.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
  }

  private static void set(MemorySegment struct, long offset, long value) {
    struct.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
  }
}
