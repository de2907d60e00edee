package org.apache.arrow.memory.unsafe;

import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ReferenceManager;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;

/** Gives Arrow its memory from {@link SegmentPool#shared()}; found by Arrow under this name. */
public final class DefaultAllocationManagerFactory implements AllocationManager.Factory {
  /** Read by Arrow through reflection. */
  public static final AllocationManager.Factory FACTORY = new DefaultAllocationManagerFactory();

  // Nothing is ever read at the address of an empty buffer, but Arrow wants one that is not null.
  private static final ArrowBuf EMPTY = new ArrowBuf(ReferenceManager.NO_OP, null, 0, 64);

  private DefaultAllocationManagerFactory() {}

  @Override
  public AllocationManager create(BufferAllocator accountingAllocator, long size) {
    return new PooledMemory(accountingAllocator, SegmentPool.shared().allocate(size));
  }

  @Override
  public ArrowBuf empty() {
    return EMPTY;
  }

  private static final class PooledMemory extends AllocationManager {
    private final Payload memory;

    PooledMemory(BufferAllocator accountingAllocator, Payload memory) {
      super(accountingAllocator);
      this.memory = memory;
    }

    @Override
    public long getSize() {
      return memory.size();
    }

    @Override
    protected long memoryAddress() {
      return memory.bytes().address();
    }

    @Override
    protected void release0() {
      memory.release();
    }
  }
}
