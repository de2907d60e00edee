package org.dora.common.arrow.cdata;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Reads an array of native code as a vector over its memory, which is valid until the array is
 * released. What the structs say is believed: native code could do worse than lie.
 */
public final class ArrayImport {
  private static final int MAX_DEPTH = 64;

  private final BufferAllocator allocator;

  private ArrayImport(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Reads an array; the caller closes the vector, and then releases array and schema.
   *
   * @param array an {@code ArrowArray} that was not released
   * @param schema an {@code ArrowSchema} that was not released
   * @throws CDataException if Arrow Java has no vector for it, or it is dictionary-encoded
   */
  public static FieldVector read(
      MemorySegment array, MemorySegment schema, BufferAllocator allocator) {
    if (CStruct.word(array, CStruct.ARRAY_RELEASE) == 0
        || CStruct.word(schema, CStruct.SCHEMA_RELEASE) == 0) {
      throw new CDataException("the array was released before");
    }
    try {
      return new ArrayImport(allocator).vector(field(schema, 0), array);
    } catch (CDataException e) {
      throw e;
    } catch (RuntimeException e) {
      // Arrow Java has no exception of its own for what it refuses while it builds a vector.
      throw new CDataException("Arrow Java cannot hold the array: " + e.getMessage(), e);
    }
  }

  private static Field field(MemorySegment schema, int depth) {
    if (CStruct.word(schema, CStruct.SCHEMA_DICTIONARY) != 0) {
      throw new CDataException("the array is dictionary-encoded, expected plain values");
    }
    if (depth > MAX_DEPTH) {
      throw new CDataException("the array has more than " + MAX_DEPTH + " levels");
    }
    long flags = CStruct.word(schema, CStruct.FLAGS);
    ArrowType type =
        FormatText.read(NativeMemory.text(CStruct.word(schema, CStruct.FORMAT)), flags);
    List<Field> children = new ArrayList<>();
    for (long i = 0; i < CStruct.word(schema, CStruct.CHILD_COUNT); i++) {
      children.add(
          field(CStruct.child(schema, CStruct.SCHEMA_CHILDREN, i, CStruct.SCHEMA_SIZE), depth + 1));
    }
    long name = CStruct.word(schema, CStruct.NAME);
    return new Field(
        name == 0 ? "" : NativeMemory.text(name),
        new FieldType((flags & CStruct.FLAG_NULLABLE) != 0, type, null),
        children);
  }

  private FieldVector vector(Field field, MemorySegment array) {
    FieldVector vector = field.createVector(allocator);
    try {
      long offset = CStruct.word(array, CStruct.OFFSET);
      if (offset == 0) {
        fill(vector, array, 0);
        return vector;
      }
      return slice(vector, array, offset);
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
  }

  /** Java's vectors begin at their first value: takes all, then the part that is meant. */
  private FieldVector slice(FieldVector whole, MemorySegment array, long offset) {
    fill(whole, array, offset);
    TransferPair pair = whole.getTransferPair(allocator);
    pair.splitAndTransfer(
        Math.toIntExact(offset), Math.toIntExact(CStruct.word(array, CStruct.LENGTH)));
    whole.close();
    return (FieldVector) pair.getTo();
  }

  /**
   * @param before values in front of the first one that is meant, which are read too
   */
  private void fill(FieldVector vector, MemorySegment array, long before) {
    int length = Math.toIntExact(before + CStruct.word(array, CStruct.LENGTH));
    ImportedBuffers imported = new ImportedBuffers(vector.getField().getType(), array, length);
    List<ArrowBuf> buffers = imported.open(allocator);
    try {
      vector.loadFieldBuffers(new ArrowFieldNode(length, imported.nullCount(before)), buffers);
    } finally {
      buffers.forEach(ArrowBuf::close); // the vector has references of its own
    }
    List<FieldVector> children = vector.getChildrenFromFields();
    if (children.size() != CStruct.word(array, CStruct.CHILD_COUNT)) {
      throw new CDataException(
          "`%s` has %d children in the array, %d in the schema"
              .formatted(
                  vector.getName(), CStruct.word(array, CStruct.CHILD_COUNT), children.size()));
    }
    for (int i = 0; i < children.size(); i++) {
      child(children.get(i), CStruct.child(array, CStruct.ARRAY_CHILDREN, i, CStruct.ARRAY_SIZE));
    }
  }

  private void child(FieldVector child, MemorySegment array) {
    if (CStruct.word(array, CStruct.OFFSET) == 0) {
      fill(child, array, 0);
      return;
    }
    try (FieldVector moved = vector(child.getField(), array)) {
      load(child, moved);
    }
  }

  private static void load(FieldVector target, FieldVector source) {
    target.loadFieldBuffers(
        new ArrowFieldNode(source.getValueCount(), source.getNullCount()),
        source.getFieldBuffers());
    for (int i = 0; i < source.getChildrenFromFields().size(); i++) {
      load(target.getChildrenFromFields().get(i), source.getChildrenFromFields().get(i));
    }
  }
}
