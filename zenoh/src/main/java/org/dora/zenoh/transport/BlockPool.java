package org.dora.zenoh.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Blocks that nobody holds, by their size, up to a bound in all. */
final class BlockPool {
  private static final long SMALLEST = 1 << 16;
  private static final long KEPT_IN_ALL = 1 << 27;

  /** Of each power of two; with more, less memory is left over and less often is a block found. */
  private static final int SIZES = 4;

  /** Guards all below. */
  private final Object lock = new Object();

  private final Map<Long, Deque<Block>> free = new HashMap<>();
  private long kept;

  /** Returns a block of at least {@code size} bytes, whose content is undefined. */
  Block take(long size) {
    long rounded = rounded(size);
    synchronized (lock) {
      Deque<Block> same = free.get(rounded);
      if (same != null && !same.isEmpty()) {
        kept -= rounded;
        return same.pop().reuse();
      }
    }
    return new Block(this, rounded);
  }

  private static long rounded(long size) {
    long wanted = Math.max(SMALLEST, size);
    long step = Long.highestOneBit(wanted) / SIZES;
    return Math.ceilDiv(wanted, step) * step;
  }

  void takeBack(Block block) {
    long size = block.memory().byteSize();
    synchronized (lock) {
      if (kept + size > KEPT_IN_ALL) {
        // The sizes of yesterday must not stand in the way of today's.
        free.clear();
        kept = 0;
      }
      if (size <= KEPT_IN_ALL) {
        kept += size;
        free.computeIfAbsent(size, _ -> new ArrayDeque<>()).push(block);
      }
    }
  }
}
