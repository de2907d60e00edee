package org.dora.common.arrow.cdata;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Hands a vector to native code where it lies. Each struct, children included, is released by its
 * receiver, on any thread and in any order; with the last one, all that was kept for it goes.
 */
public final class ArrayExport {
  private static final Map<Long, ArrayExport> EXPORTS = new ConcurrentHashMap<>();
  private static final AtomicLong LAST_ID = new AtomicLong();
  private static final MemorySegment RELEASE_ARRAY = stub("releaseArray");
  private static final MemorySegment RELEASE_SCHEMA = stub("releaseSchema");

  private final long id = LAST_ID.incrementAndGet();
  private final AtomicInteger structs = new AtomicInteger();
  private final List<ArrowBuf> buffers = new ArrayList<>();
  private final List<Long> blocks = new ArrayList<>();

  private ArrayExport() {}

  /**
   * Exports a vector; it stays the caller's and may be closed at once.
   *
   * @param array {@link CStruct#ARRAY_SIZE} bytes to write to
   * @param schema {@link CStruct#SCHEMA_SIZE} bytes to write to
   * @throws CDataException if its type has no name in the C data interface
   */
  public static void export(
      FieldVector vector, BufferAllocator allocator, MemorySegment array, MemorySegment schema) {
    ArrayExport types = new ArrayExport();
    ArrayExport data = new ArrayExport();
    try {
      types.schema(vector.getField(), schema);
      data.array(vector, allocator, array);
    } catch (RuntimeException | Error e) {
      types.free();
      data.free();
      throw e;
    }
    EXPORTS.put(types.id, types);
    EXPORTS.put(data.id, data);
  }

  private void schema(Field field, MemorySegment struct) {
    structs.incrementAndGet();
    boolean sorted = field.getType() instanceof ArrowType.Map map && map.getKeysSorted();
    CStruct.setWord(struct, CStruct.FORMAT, text(FormatText.of(field.getType())));
    CStruct.setWord(struct, CStruct.NAME, text(field.getName() == null ? "" : field.getName()));
    CStruct.setWord(
        struct,
        CStruct.FLAGS,
        (field.isNullable() ? CStruct.FLAG_NULLABLE : 0) | (sorted ? CStruct.FLAG_KEYS_SORTED : 0));
    List<MemorySegment> children =
        children(struct, CStruct.SCHEMA_CHILDREN, field.getChildren().size(), CStruct.SCHEMA_SIZE);
    for (int i = 0; i < children.size(); i++) {
      schema(field.getChildren().get(i), children.get(i));
    }
    CStruct.setWord(struct, CStruct.SCHEMA_RELEASE, RELEASE_SCHEMA.address());
    CStruct.setWord(struct, CStruct.SCHEMA_PRIVATE, id);
  }

  private void array(FieldVector vector, BufferAllocator allocator, MemorySegment struct) {
    structs.incrementAndGet();
    int count = vector.getExportedCDataBufferCount();
    ArrowBuf pointers = allocator.buffer((long) Math.max(count, 1) * Long.BYTES);
    buffers.add(pointers);
    vector.exportCDataBuffers(buffers, pointers, 0);
    CStruct.setWord(struct, CStruct.LENGTH, vector.getValueCount());
    CStruct.setWord(struct, CStruct.NULL_COUNT, vector.getNullCount());
    CStruct.setWord(struct, CStruct.BUFFER_COUNT, count);
    CStruct.setWord(struct, CStruct.BUFFERS, pointers.memoryAddress());
    List<FieldVector> vectors = vector.getChildrenFromFields();
    List<MemorySegment> children =
        children(struct, CStruct.ARRAY_CHILDREN, vectors.size(), CStruct.ARRAY_SIZE);
    for (int i = 0; i < children.size(); i++) {
      array(vectors.get(i), allocator, children.get(i));
    }
    CStruct.setWord(struct, CStruct.ARRAY_RELEASE, RELEASE_ARRAY.address());
    CStruct.setWord(struct, CStruct.ARRAY_PRIVATE, id);
  }

  private List<MemorySegment> children(
      MemorySegment struct, long offset, int count, long childSize) {
    List<MemorySegment> children = new ArrayList<>();
    if (count > 0) {
      MemorySegment block = block(count * (Long.BYTES + childSize));
      for (int i = 0; i < count; i++) {
        MemorySegment child = block.asSlice(count * Long.BYTES + i * childSize, childSize);
        CStruct.setWord(block, (long) i * Long.BYTES, child.address());
        children.add(child);
      }
      CStruct.setWord(struct, CStruct.CHILD_COUNT, count);
      CStruct.setWord(struct, offset, block.address());
    }
    return children;
  }

  private long text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment block = block(utf8.length + 1L);
    block.asSlice(0, utf8.length).copyFrom(MemorySegment.ofArray(utf8));
    return block.address();
  }

  private MemorySegment block(long size) {
    MemorySegment block = NativeMemory.allocate(size);
    blocks.add(block.address());
    return block;
  }

  private void released() {
    if (structs.decrementAndGet() == 0) {
      EXPORTS.remove(id);
      free();
    }
  }

  private void free() {
    buffers.forEach(ArrowBuf::close);
    blocks.forEach(NativeMemory::free);
  }

  private static MemorySegment stub(String method) {
    try {
      MethodHandle target =
          MethodHandles.lookup()
              .findStatic(
                  ArrayExport.class,
                  method,
                  MethodType.methodType(void.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(target, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS), Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method, e);
    }
  }

  /** Called by native code. */
  private static void releaseArray(MemorySegment pointer) {
    MemorySegment struct = pointer.reinterpret(CStruct.ARRAY_SIZE);
    for (long i = 0; i < CStruct.word(struct, CStruct.CHILD_COUNT); i++) {
      CStruct.releaseArray(CStruct.child(struct, CStruct.ARRAY_CHILDREN, i, CStruct.ARRAY_SIZE));
    }
    CStruct.setWord(struct, CStruct.ARRAY_RELEASE, 0);
    release(CStruct.word(struct, CStruct.ARRAY_PRIVATE));
  }

  /** Called by native code. */
  private static void releaseSchema(MemorySegment pointer) {
    MemorySegment struct = pointer.reinterpret(CStruct.SCHEMA_SIZE);
    for (long i = 0; i < CStruct.word(struct, CStruct.CHILD_COUNT); i++) {
      CStruct.releaseSchema(CStruct.child(struct, CStruct.SCHEMA_CHILDREN, i, CStruct.SCHEMA_SIZE));
    }
    CStruct.setWord(struct, CStruct.SCHEMA_RELEASE, 0);
    release(CStruct.word(struct, CStruct.SCHEMA_PRIVATE));
  }

  private static void release(long id) {
    ArrayExport export = EXPORTS.get(id);
    if (export != null) {
      export.released();
    }
  }
}
