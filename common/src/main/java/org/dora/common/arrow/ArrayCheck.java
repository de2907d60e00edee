package org.dora.common.arrow;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.dora.common.arrow.ArrayNode.Range;

/**
 * Checks that an array's buffers hold all of its values, and that what they refer to exists: bytes,
 * values of children, data buffers.
 */
final class ArrayCheck {
  private static final int INLINE_VIEW_BYTES = 12;

  private final ByteBuffer stream;
  private final ArrayNode array;
  private final int length;

  ArrayCheck(ByteBuffer stream, ArrayNode array) {
    this.stream = stream;
    this.array = array;
    this.length = array.length();
  }

  void check() {
    switch (array.layout().kind()) {
      case NULL -> {}
      case FIXED -> fixed();
      case BYTES -> offsets(array.content(1).length(), "bytes");
      case VIEWS -> views();
      case LIST -> offsets(child(0).length(), "values of its child");
      case LIST_VIEW -> listViews();
      case FIXED_LIST -> {
        backedByBytes();
        childHolds(child(0), length * array.layout().width());
      }
      case STRUCT -> {
        backedByBytes();
        array.children().forEach(child -> childHolds(child, length));
      }
      case SPARSE_UNION -> {
        unionTypes();
        array.children().forEach(child -> childHolds(child, length));
      }
      case DENSE_UNION -> {
        unionTypes();
        unionOffsets();
      }
      case RUN_ENDS -> runEnds();
    }
  }

  private void fixed() {
    backedByBytes();
    bufferHolds(0, length, array.layout().width());
  }

  /** A bitmap may be made up for values without a bit of their own; it must not be huge. */
  private void backedByBytes() {
    if (length > 8L * stream.limit()) {
      throw failure("has %s values without any bytes".formatted(length));
    }
  }

  private void offsets(int limit, String of) {
    if (length == 0 && array.content(0).length() == 0) {
      return;
    }
    bufferHolds(0, length + 1L, 8 * array.layout().width());
    long previous = 0;
    for (int i = 0; i <= length; i++) {
      long offset = word(0, i);
      if (offset < previous) {
        throw failure("has offset %s after %s at %s".formatted(offset, previous, i));
      }
      previous = offset;
    }
    if (previous > limit) {
      throw failure("refers to %s of %s %s".formatted(previous, limit, of));
    }
  }

  private void views() {
    bufferHolds(0, length, 128);
    int views = array.content(0).start();
    for (int i = 0; i < length; i++) {
      if (array.isNull(stream, i)) {
        continue;
      }
      int size = stream.getInt(views + 16 * i);
      if (size < 0) {
        throw failure("has a view of %s bytes at %s".formatted(size, i));
      }
      if (size > INLINE_VIEW_BYTES) {
        int buffer = stream.getInt(views + 16 * i + 8);
        if (buffer < 0 || buffer >= array.buffers().size() - 2) {
          throw failure("has a view of data buffer %s at %s".formatted(buffer, i));
        }
        long offset = stream.getInt(views + 16 * i + 12);
        if (offset < 0 || offset + size > array.buffers().get(buffer + 2).length()) {
          throw failure("has a view beyond its data buffer at %s".formatted(i));
        }
      }
    }
  }

  private void listViews() {
    bufferHolds(0, length, 8 * array.layout().width());
    bufferHolds(1, length, 8 * array.layout().width());
    int limit = child(0).length();
    for (int i = 0; i < length; i++) {
      if (!array.isNull(stream, i)) {
        long offset = word(0, i);
        long size = word(1, i);
        if (offset < 0 || size < 0 || offset > limit || size > limit - offset) {
          throw failure(
              "has %s values from %s of the %s of its child at %s"
                  .formatted(size, offset, limit, i));
        }
      }
    }
  }

  private void unionTypes() {
    bufferHolds(0, length, 8);
    boolean[] known = new boolean[1 << 8];
    for (int i = 0; i < array.children().size(); i++) {
      int id = typeId(i);
      if (id < 0 || id > Byte.MAX_VALUE || known[id]) {
        throw failure("has the union type id %s".formatted(id));
      }
      known[id] = true;
    }
    int types = array.content(0).start();
    for (int i = 0; i < length; i++) {
      int id = Byte.toUnsignedInt(stream.get(types + i));
      if (!known[id]) {
        throw failure("has the unknown union type id %s at %s".formatted(id, i));
      }
    }
  }

  private void unionOffsets() {
    bufferHolds(1, length, Integer.SIZE);
    int[] children = new int[Byte.MAX_VALUE + 1];
    for (int i = 0; i < array.children().size(); i++) {
      children[typeId(i)] = child(i).length();
    }
    for (int i = 0; i < length; i++) {
      int offset = stream.getInt(array.content(1).start() + Integer.BYTES * i);
      int limit = children[stream.get(array.content(0).start() + i)];
      if (offset < 0 || offset >= limit) {
        throw failure("has union offset %s of %s at %s".formatted(offset, limit, i));
      }
    }
  }

  private int typeId(int child) {
    Union union = ArrayLayout.parameters(array.field(), new Union());
    if (union.typeIdsLength() == 0) {
      return child;
    }
    if (union.typeIdsLength() != array.children().size()) {
      throw failure(
          "has %s union type ids for %s children"
              .formatted(union.typeIdsLength(), array.children().size()));
    }
    return union.typeIds(child);
  }

  private void runEnds() {
    ArrayNode ends = child(0);
    if (ends.field().typeType() != Type.Int || ends.layout().width() < 16 || holdsNulls(ends)) {
      throw failure(
          "has run ends that are no integers or null, type %s"
              .formatted(TypeName.of(ends.field())));
    }
    childHolds(child(1), ends.length());
    long previous = 0;
    ArrayCheck reader = new ArrayCheck(stream, ends);
    for (int i = 0; i < ends.length(); i++) {
      long end = reader.integer(i, (int) ends.layout().width() / 8);
      if (end <= previous) {
        throw failure("has run end %s after %s".formatted(end, previous));
      }
      previous = end;
    }
    if (previous < length) {
      throw failure("has runs of %s for %s values".formatted(previous, length));
    }
  }

  /** The sender's count is not enough here: Arrow looks at the bits. */
  private boolean holdsNulls(ArrayNode node) {
    Range validity = node.buffers().getFirst();
    return validity.length() == 0
        ? node.nulls() > 0
        : ArrayNode.zeros(stream, validity, node.length()) > 0;
  }

  private long word(int buffer, int index) {
    Range range = array.content(buffer);
    return array.layout().width() == Integer.BYTES
        ? stream.getInt(range.start() + Integer.BYTES * index)
        : stream.getLong(range.start() + Long.BYTES * index);
  }

  private long integer(int index, int bytes) {
    int start = array.content(0).start() + bytes * index;
    return switch (bytes) {
      case Short.BYTES -> stream.getShort(start);
      case Integer.BYTES -> stream.getInt(start);
      default -> stream.getLong(start);
    };
  }

  private ArrayNode child(int index) {
    return array.children().get(index);
  }

  private void childHolds(ArrayNode child, long values) {
    if (child.length() < values) {
      throw failure(
          "needs %s values of its child '%s', which has %s"
              .formatted(values, child.field().name(), child.length()));
    }
  }

  private void bufferHolds(int buffer, long values, long bits) {
    long available = array.content(buffer).length();
    // Divided, because the product of hostile numbers overflows.
    if (bits > 0 && values > available * 8 / bits) {
      throw failure(
          "has a buffer of %s bytes for %s values of %s bits".formatted(available, values, bits));
    }
  }

  private IpcException failure(String message) {
    return new IpcException("array '" + array.field().name() + "' " + message);
  }
}
