package org.dora.common.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Hands out payload memory from blocks that are used again and again.
 *
 * <p>Blocks come in powers of two from {@value #MIN_BLOCK_BYTES} to {@value #MAX_BLOCK_BYTES} bytes
 * and start at multiples of 64. Those up to 16 KiB are carved from slabs of {@value #SLAB_BYTES}
 * bytes; each larger one has an arena of its own. A request beyond the largest block is taken from
 * the system exactly and goes back to it with the last release.
 *
 * <p>Free memory is kept up to a bound; beyond it the size class with most of it gives some back to
 * the system, so that what the process holds follows its load down. The bound covers what can be
 * given back: a slab counts once all of its blocks are free.
 *
 * <p>Safe for use by any number of threads: a size class has one lock, held for a few instructions
 * and never while memory comes from or goes back to the system.
 */
public final class SegmentPool implements PayloadAllocator {
  /** The smallest block, as in the pools of lanes (architecture, decision 4). */
  public static final long MIN_BLOCK_BYTES = 1 << 10;

  /** The largest block that is kept: that of the largest frame on the daemon path. */
  public static final long MAX_BLOCK_BYTES = 64 << 20;

  /** What a slab of small blocks takes from the system at a time. */
  public static final long SLAB_BYTES = 256 << 10;

  /** How much free memory a pool keeps unless told otherwise: two of the largest blocks. */
  public static final long MAX_POOLED_BYTES = 128 << 20;

  static final long ALIGNMENT = 64;

  private static final int MIN_SHIFT = Long.numberOfTrailingZeros(MIN_BLOCK_BYTES);
  private static final int MAX_SHIFT = Long.numberOfTrailingZeros(MAX_BLOCK_BYTES);

  private final SizeClass[] classes = new SizeClass[MAX_SHIFT - MIN_SHIFT + 1];
  private final long maxPooledBytes;
  private final @Nullable LeakTrace leakTrace;
  private final LongAdder liveBytes = new LongAdder();
  private final AtomicLong pooledBytes = new AtomicLong();

  /** A pool that keeps up to {@link #MAX_POOLED_BYTES} of free memory. */
  public SegmentPool() {
    this(MAX_POOLED_BYTES);
  }

  /**
   * @param maxPooledBytes how much free memory to keep
   */
  public SegmentPool(long maxPooledBytes) {
    this(maxPooledBytes, LeakTrace.ofEnvironment());
  }

  SegmentPool(long maxPooledBytes, @Nullable LeakTrace leakTrace) {
    this.maxPooledBytes = maxPooledBytes;
    this.leakTrace = leakTrace;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new SizeClass(this, 1L << (MIN_SHIFT + i));
    }
  }

  /** Returns the pool that all of a process without special needs shares, Arrow's included. */
  public static SegmentPool shared() {
    return Shared.POOL;
  }

  /**
   * {@inheritDoc}
   *
   * @throws OutOfMemoryError if the system has no more memory (the JVM counts it as direct memory)
   */
  @Override
  public Payload allocate(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("payload of " + size + " bytes requested");
    }
    if (size == 0) {
      return new Payload(MemorySegment.NULL, null);
    }
    return size > MAX_BLOCK_BYTES ? unpooled(size) : pooled(size);
  }

  /** Gives all free memory back to the system; for an idle process. */
  public void trim() {
    shedTo(0);
  }

  /** Returns the bytes of the blocks that payloads hold at the moment. */
  public long liveBytes() {
    return liveBytes.sum();
  }

  /** Returns the free bytes that the pool holds and could give back to the system. */
  public long pooledBytes() {
    return pooledBytes.get();
  }

  /** Called by size classes when a slab becomes wholly free (positive) or stops being so. */
  void pooledChanged(long bytes) {
    pooledBytes.addAndGet(bytes);
  }

  void released(long blockBytes) {
    liveBytes.add(-blockBytes);
    if (pooledBytes.get() > maxPooledBytes) {
      shedTo(maxPooledBytes);
    }
  }

  /** Takes memory from the system; what the pool keeps must not be why there is none. */
  Slab slab(SizeClass owner, long bytes) {
    return new Slab(owner, reserve(bytes));
  }

  private Payload pooled(long size) {
    int index = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(size - 1) - MIN_SHIFT);
    Slab.Block block = classes[index].take();
    liveBytes.add(classes[index].blockBytes());
    return payload(block.bytes(size), block);
  }

  private Payload unpooled(long size) {
    Region region = reserve(size);
    liveBytes.add(size);
    return payload(
        region.memory(),
        () -> {
          liveBytes.add(-size);
          region.arena().close();
        });
  }

  private Payload payload(MemorySegment bytes, Runnable giveBack) {
    return leakTrace == null ? new Payload(bytes, giveBack) : leakTrace.payload(bytes, giveBack);
  }

  private Region reserve(long bytes) {
    try {
      return Region.reserve(bytes);
    } catch (OutOfMemoryError _) {
      trim();
      return Region.reserve(bytes);
    }
  }

  private void shedTo(long bound) {
    while (pooledBytes.get() > bound) {
      SizeClass richest = classes[0];
      for (SizeClass candidate : classes) {
        if (candidate.freeBytes() > richest.freeBytes()) {
          richest = candidate;
        }
      }
      if (!richest.giveBackOne()) {
        return; // others took or gave back what there was
      }
    }
  }

  /** Memory from the system with the arena that it goes back with. */
  record Region(Arena arena, MemorySegment memory) {
    static Region reserve(long bytes) {
      Arena arena = Arena.ofShared();
      try {
        return new Region(arena, arena.allocate(bytes, ALIGNMENT));
      } catch (OutOfMemoryError e) {
        arena.close();
        throw e;
      }
    }
  }

  private static final class Shared {
    static final SegmentPool POOL = new SegmentPool();
  }
}
