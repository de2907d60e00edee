package org.dora.zenoh.transport;

import java.util.ArrayDeque;
import java.util.Deque;

/** Blocks that nobody holds, by powers of two of their size, up to a bound in all. */
final class BlockPool {
  private static final long SMALLEST = 1 << 16;
  private static final long LARGEST_KEPT = 1 << 25;
  private static final long KEPT_IN_ALL = 1 << 26;

  private final Deque<Block>[] free = newQueues();
  private long kept;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Deque<Block>[] newQueues() {
    Deque<Block>[] queues = new Deque[index(LARGEST_KEPT) + 1];
    for (int index = 0; index < queues.length; index++) {
      queues[index] = new ArrayDeque<>();
    }
    return queues;
  }

  private static int index(long size) {
    return Long.numberOfTrailingZeros(size / SMALLEST);
  }

  /** Returns a block of at least {@code size} bytes, whose content is undefined. */
  Block take(long size) {
    long rounded = Math.max(SMALLEST, Long.highestOneBit(Math.max(1, size - 1)) << 1);
    if (rounded > LARGEST_KEPT) {
      return new Block(this, size);
    }
    synchronized (this) {
      Block block = free[index(rounded)].poll();
      if (block != null) {
        kept -= rounded;
        block.reuse();
        return block;
      }
    }
    return new Block(this, rounded);
  }

  void takeBack(Block block) {
    long size = block.memory().byteSize();
    if (size > LARGEST_KEPT) {
      return;
    }
    synchronized (this) {
      if (kept + size <= KEPT_IN_ALL) {
        kept += size;
        free[index(size)].push(block);
      }
    }
  }
}
