package org.dora.common.arrow;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Walks a vector and its children, lays their buffers out, and copies them into the stream.
 *
 * <p>How many bytes of a buffer are used is what Arrow itself would write of it. A validity bitmap
 * is written even where no value is null, with all bits of its bytes set (spec 9.2).
 */
final class VectorParts {
  private final StreamLayout layout;
  private final List<@Nullable ArrowBuf> sources = new ArrayList<>();

  VectorParts(FieldVector vector) {
    layout = new StreamLayout(SchemaBlock.of(vector.getField()));
    add(vector);
  }

  StreamLayout layout() {
    return layout;
  }

  void copyInto(Payload reserved) {
    for (int i = 0; i < sources.size(); i++) {
      MemorySegment target = layout.buffer(reserved, i);
      ArrowBuf source = sources.get(i);
      if (source == null) {
        target.fill((byte) 0xff);
      } else {
        // An empty vector may announce offsets that it never allocated; they are zero.
        long present = Math.min(target.byteSize(), source.capacity());
        MemorySegment.copy(memory(source, present), 0, target, 0, present);
        target.asSlice(present).fill((byte) 0);
      }
    }
  }

  private void add(FieldVector vector) {
    if (vector.getField().getDictionary() != null) {
      throw new IpcException(
          "vector '"
              + vector.getName()
              + "' is encoded with dictionary "
              + vector.getField().getDictionary().getId()
              + ", which does not travel with it; decode it with DictionaryEncoder.decode first");
    }
    ArrowTypeID type = vector.getField().getType().getTypeID();
    int count = vector.getValueCount();
    int nulls = nulls(vector, type, count);
    layout.node(count, nulls);
    List<ArrowBuf> buffers = vector.getFieldBuffers();
    for (int i = 0; i < buffers.size(); i++) {
      if (i == 0 && hasValidity(type)) {
        layout.buffer((count + 7L) / 8);
        sources.add(nulls == 0 ? null : buffers.get(0));
      } else {
        layout.buffer(buffers.get(i).readableBytes());
        sources.add(buffers.get(i));
      }
    }
    if (vector instanceof BaseVariableWidthViewVector) {
      layout.variadic(buffers.size() - 2);
    }
    if (vector instanceof UnionVector union) {
      requireKnownTypeIds(union);
    }
    for (FieldVector child : vector.getChildrenFromFields()) {
      add(child);
    }
  }

  /**
   * Arrow Java's sparse union forgets the type ids that it was received with, and announces those
   * of its own minor types: better no message than one that nobody can read.
   */
  private static void requireKnownTypeIds(UnionVector union) {
    int[] announced = ((ArrowType.Union) union.getField().getType()).getTypeIds();
    BitSet known = new BitSet();
    for (int id : announced) {
      known.set(id);
    }
    for (int i = 0; i < union.getValueCount(); i++) {
      if (!known.get(Byte.toUnsignedInt((byte) union.getTypeValue(i)))) {
        throw new IpcException(
            "sparse union '"
                + union.getName()
                + "' has type id "
                + union.getTypeValue(i)
                + " at "
                + i
                + ", but Arrow Java announces "
                + Arrays.toString(announced)
                + "; copy it into a vector with those ids");
      }
    }
  }

  private static int nulls(FieldVector vector, ArrowTypeID type, int count) {
    if (type == ArrowTypeID.Null) {
      return count;
    }
    return hasValidity(type) ? vector.getNullCount() : 0;
  }

  private static boolean hasValidity(ArrowTypeID type) {
    return type != ArrowTypeID.Null
        && type != ArrowTypeID.Union
        && type != ArrowTypeID.RunEndEncoded;
  }

  @SuppressWarnings("restricted") // the one way from Arrow's addresses to a segment
  private static MemorySegment memory(ArrowBuf buffer, long bytes) {
    return MemorySegment.ofAddress(buffer.memoryAddress()).reinterpret(bytes);
  }
}
