package org.dora.common.memory;

import java.lang.foreign.MemorySegment;

/** One piece of memory from the system, cut into equal blocks; guarded by its size class's lock. */
final class Slab {
  private final SizeClass owner;
  private final SegmentPool.Region region;
  private final Block[] free;
  private int freeBlocks;

  Slab(SizeClass owner, SegmentPool.Region region) {
    this.owner = owner;
    this.region = region;
    this.free = new Block[(int) (region.memory().byteSize() / owner.blockBytes())];
    while (freeBlocks < free.length) {
      // The lowest addresses lie on top, so that a lightly used slab touches few pages.
      long start = (free.length - 1 - freeBlocks) * owner.blockBytes();
      free[freeBlocks++] = new Block(region.memory().asSlice(start, owner.blockBytes()));
    }
  }

  boolean isExhausted() {
    return freeBlocks == 0;
  }

  boolean isWhole() {
    return freeBlocks == free.length;
  }

  long bytes() {
    return region.memory().byteSize();
  }

  Block pop() {
    return free[--freeBlocks];
  }

  void push(Block block) {
    free[freeBlocks++] = block;
  }

  void close() {
    region.arena().close();
  }

  /** The memory of one payload; running it gives the block back. */
  final class Block implements Runnable {
    private final MemorySegment memory;

    private Block(MemorySegment memory) {
      this.memory = memory;
    }

    MemorySegment bytes(long size) {
      return memory.asSlice(0, size);
    }

    Slab slab() {
      return Slab.this;
    }

    @Override
    public void run() {
      owner.giveBack(this);
    }
  }
}
