package org.dora.zenoh.transport;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The memory of one batch on its way out: two bytes of length, then messages. */
final class OutgoingBatch {
  private static final ValueLayout.OfShort LENGTH =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment memory;
  private final ByteBuffer buffer;
  private int size;
  private Frame frame = Frame.NONE;

  /** What kind of frame the next network message would be part of. */
  enum Frame {
    NONE,
    BEST_EFFORT,
    RELIABLE
  }

  OutgoingBatch(int capacity) {
    memory = Arena.ofAuto().allocate(capacity);
    buffer = memory.asByteBuffer();
    clear();
  }

  void clear() {
    size = (int) LENGTH.byteSize();
    frame = Frame.NONE;
  }

  boolean isEmpty() {
    return size == LENGTH.byteSize();
  }

  int room() {
    return (int) memory.byteSize() - size;
  }

  Frame frame() {
    return frame;
  }

  void frame(Frame newFrame) {
    frame = newFrame;
  }

  /** Appends {@code count} bytes of {@code source}, for which there has to be room. */
  void append(MemorySegment source, long from, long count) {
    MemorySegment.copy(source, from, memory, size, count);
    size += (int) count;
  }

  /** Returns the batch as it goes onto a link. */
  ByteBuffer toSend() {
    memory.set(LENGTH, 0, (short) (size - LENGTH.byteSize()));
    return buffer.position(0).limit(size);
  }
}
