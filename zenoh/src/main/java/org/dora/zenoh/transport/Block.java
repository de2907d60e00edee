package org.dora.zenoh.transport;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of native memory into which a link reads and of which samples are slices.
 *
 * <p>It goes back to its pool when everybody who has {@link #retain}ed it has {@link #release}d it.
 * If somebody never does, the garbage collector frees it when no slice is reachable any more, so
 * that releasing is never a duty and a slice never dangles.
 */
public final class Block {
  private final BlockPool pool;
  private final MemorySegment memory;
  private final AtomicInteger holders = new AtomicInteger(1);

  Block(BlockPool pool, long size) {
    this.pool = pool;
    this.memory = Arena.ofAuto().allocate(size);
  }

  MemorySegment memory() {
    return memory;
  }

  /** Keeps the content as it is until a {@link #release}. */
  public void retain() {
    holders.incrementAndGet();
  }

  /** Ends one {@link #retain}; the content may change as soon as all have ended. */
  public void release() {
    if (holders.decrementAndGet() == 0) {
      pool.takeBack(this);
    }
  }

  /** Returns whether nobody but the caller holds this. */
  boolean isUnshared() {
    return holders.get() == 1;
  }

  /** Begins a new life, with the caller as its only holder. */
  Block reuse() {
    holders.set(1);
    return this;
  }
}
