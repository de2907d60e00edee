package org.dora.common.memory;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one size in a {@link SegmentPool}.
 *
 * <p>Slabs in use come before wholly free ones in the order of taking, and what was used last
 * before what was not: free slabs stay free and old ones are the first to go back to the system.
 */
final class SizeClass {
  private final SegmentPool pool;
  private final long blockBytes;
  private final ArrayDeque<Slab> withRoom = new ArrayDeque<>();
  private volatile long freeBytes;

  SizeClass(SegmentPool pool, long blockBytes) {
    this.pool = pool;
    this.blockBytes = blockBytes;
  }

  long blockBytes() {
    return blockBytes;
  }

  /** Bytes of the wholly free slabs. */
  long freeBytes() {
    return freeBytes;
  }

  Slab.Block take() {
    Slab.Block block = takeFree();
    if (block != null) {
      return block;
    }
    boolean carved = blockBytes <= SegmentPool.SLAB_BYTES / 16;
    Slab fresh = pool.slab(this, carved ? SegmentPool.SLAB_BYTES : blockBytes);
    Slab.Block first = fresh.pop();
    if (!fresh.isExhausted()) {
      synchronized (this) {
        withRoom.addFirst(fresh);
      }
    }
    return first;
  }

  void giveBack(Slab.Block block) {
    synchronized (this) {
      Slab slab = block.slab();
      if (slab.isExhausted()) {
        withRoom.addFirst(slab);
      }
      slab.push(block);
      if (slab.isWhole()) {
        if (slab.bytes() > blockBytes) {
          withRoom.remove(slab);
          withRoom.addLast(slab);
        }
        countFree(slab.bytes());
      }
    }
    pool.released(blockBytes);
  }

  /** Returns the oldest wholly free slab to the system, or false if there is none. */
  boolean giveBackOne() {
    Slab slab = removeWhole();
    if (slab == null) {
      return false;
    }
    slab.close();
    return true;
  }

  private synchronized Slab.@Nullable Block takeFree() {
    Slab slab = withRoom.peekFirst();
    if (slab == null) {
      return null;
    }
    if (slab.isWhole()) {
      countFree(-slab.bytes());
    }
    Slab.Block block = slab.pop();
    if (slab.isExhausted()) {
      withRoom.removeFirst();
    }
    return block;
  }

  private synchronized @Nullable Slab removeWhole() {
    for (Iterator<Slab> oldestFirst = withRoom.descendingIterator(); oldestFirst.hasNext(); ) {
      Slab slab = oldestFirst.next();
      if (slab.isWhole()) {
        oldestFirst.remove();
        countFree(-slab.bytes());
        return slab;
      }
    }
    return null;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // all writers hold the lock
  private void countFree(long bytes) {
    freeBytes += bytes;
    pool.pooledChanged(bytes);
  }
}
