package org.dora.common.arrow.cdata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.vector.BufferLayout;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The buffers of one array of native code, whose sizes follow from type and contents: the C data
 * interface does not give them.
 *
 * @param array the struct
 * @param length values that the buffers hold, with those in front of the first that is meant
 */
record ImportedBuffers(ArrowType type, MemorySegment array, int length) {
  /** Returns the buffers as vectors take them, each with one reference for the caller. */
  List<ArrowBuf> open(BufferAllocator allocator) {
    List<ArrowBuf> buffers = new ArrayList<>();
    try {
      for (int i = 0; i < count(); i++) {
        buffers.add(buffer(address(i), size(i), allocator));
      }
      return buffers;
    } catch (RuntimeException | Error e) {
      buffers.forEach(ArrowBuf::close);
      throw e;
    }
  }

  /** The last one of a view array is the list of sizes, which vectors do not take. */
  private int count() {
    int count = Math.toIntExact(CStruct.word(array, CStruct.BUFFER_COUNT));
    return isView() ? count - 1 : count;
  }

  private boolean isView() {
    return type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView;
  }

  private long address(int index) {
    long pointers = CStruct.word(array, CStruct.BUFFERS);
    return CStruct.word(
        NativeMemory.at(pointers, (index + 1L) * Long.BYTES), (long) index * Long.BYTES);
  }

  private long size(int index) {
    if (isView() && index > 1) {
      return CStruct.word(
          NativeMemory.at(address(count()), (index - 1L) * Long.BYTES), (index - 2L) * Long.BYTES);
    }
    if (isView()) {
      return index == 0 ? (length + 7L) / 8 : 16L * length;
    }
    if (type instanceof ArrowType.Union union) {
      return index == 0 || union.getMode() == UnionMode.Sparse ? length : 4L * length;
    }
    BufferLayout layout = TypeLayout.getTypeLayout(type).getBufferLayouts().get(index);
    return switch (layout.getType()) {
      case VALIDITY, TYPE -> (length * (long) layout.getTypeBitWidth() + 7) / 8;
      case OFFSET -> length == 0 ? 0 : (length + 1L) * layout.getTypeBitWidth() / 8;
      case DATA -> hasOffsets() ? lastOffset() : (length * (long) layout.getTypeBitWidth() + 7) / 8;
      case SIZE, VIEWS, VARIADIC_DATA_BUFFERS ->
          throw new CDataException("no vector of Arrow Java holds arrays of " + type);
    };
  }

  private boolean hasOffsets() {
    return type instanceof ArrowType.Utf8 || type instanceof ArrowType.Binary || hasLargeOffsets();
  }

  private boolean hasLargeOffsets() {
    return type instanceof ArrowType.LargeUtf8 || type instanceof ArrowType.LargeBinary;
  }

  private long lastOffset() {
    if (length == 0) {
      return 0;
    }
    MemorySegment offsets = NativeMemory.at(address(1), size(1));
    return hasLargeOffsets()
        ? offsets.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) length * Long.BYTES)
        : offsets.get(ValueLayout.JAVA_INT_UNALIGNED, (long) length * Integer.BYTES);
  }

  private static ArrowBuf buffer(long address, long size, BufferAllocator allocator) {
    if (address == 0 || size == 0) {
      return allocator.getEmpty();
    }
    return allocator.wrapForeignAllocation(
        new ForeignAllocation(size, address) {
          @Override
          protected void release0() {
            // The whole array is given back at once.
          }
        });
  }

  /**
   * Returns how many values are null, counted if native code did not.
   *
   * @param before values that its count leaves out
   */
  long nullCount(long before) {
    if (type instanceof ArrowType.Null) {
      return length;
    }
    long known = CStruct.word(array, CStruct.NULL_COUNT);
    boolean nullable = count() > 0 && !(type instanceof ArrowType.Union) && address(0) != 0;
    if (!nullable || (known == 0 && before == 0)) {
      return 0;
    }
    if (known > 0 && before == 0) {
      return known;
    }
    MemorySegment validity = NativeMemory.at(address(0), (length + 7L) / 8);
    long nulls = 0;
    for (int i = 0; i < length; i++) {
      nulls += (validity.get(ValueLayout.JAVA_BYTE, i / 8) >> (i % 8) & 1) ^ 1;
    }
    return nulls;
  }
}
