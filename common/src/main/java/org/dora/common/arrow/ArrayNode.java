package org.dora.common.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.arrow.flatbuf.Field;

/**
 * One array of a received batch: where its buffers lie in the stream, checked against it.
 *
 * @param nulls null values, as the sender counted them
 * @param buffers the validity bitmap first where the kind has one
 */
record ArrayNode(
    Field field,
    ArrayLayout layout,
    int length,
    int nulls,
    List<Range> buffers,
    List<ArrayNode> children) {

  /** Bytes of the stream. */
  record Range(int start, int length) {
    ByteBuffer of(ByteBuffer stream) {
      return stream.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** The buffer at {@code index}, the validity bitmap not counted. */
  Range content(int index) {
    return buffers.get(layout.kind().hasValidity() ? index + 1 : index);
  }

  boolean isNull(ByteBuffer stream, int index) {
    if (layout.kind() == ArrayLayout.Kind.NULL) {
      return true;
    }
    if (nulls == 0 || !layout.kind().hasValidity()) {
      return false;
    }
    Range validity = buffers.getFirst();
    return validity.length() == 0
        || (stream.get(validity.start() + index / 8) >> (index % 8) & 1) == 0;
  }

  /** Counts the null values in a validity bitmap. */
  static int zeros(ByteBuffer stream, Range validity, int length) {
    int ones = 0;
    int bit = 0;
    for (; bit + Long.SIZE <= length; bit += Long.SIZE) {
      ones += Long.bitCount(stream.getLong(validity.start() + bit / 8));
    }
    for (; bit < length; bit++) {
      ones += stream.get(validity.start() + bit / 8) >> (bit % 8) & 1;
    }
    return length - ones;
  }
}
