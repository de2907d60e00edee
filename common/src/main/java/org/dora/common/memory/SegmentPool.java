package org.dora.common.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Hands out payload memory from blocks that are used again and again.
 *
 * <p>Blocks come in powers of two from {@value #MIN_BLOCK_BYTES} to {@value #SLAB_BYTES} bytes,
 * from there to {@value #MAX_BLOCK_BYTES} bytes in four sizes between one power and the next, so
 * that no large payload wastes more than a fifth, and start at multiples of 64. Those up to 16 KiB
 * are carved from slabs of {@value #SLAB_BYTES} bytes; each larger one has an arena of its own. A
 * request beyond the largest block is taken from the system exactly and goes back to it with the
 * last release.
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
  private static final int FINE_SHIFT = Long.numberOfTrailingZeros(SLAB_BYTES);
  private static final int MAX_SHIFT = Long.numberOfTrailingZeros(MAX_BLOCK_BYTES);

  /** Sizes between one power of two and the next, that one included, are 2 to the power of this. */
  private static final int STEPS_SHIFT = 2;

  private final SizeClass[] classes = new SizeClass[indexOf(MAX_BLOCK_BYTES) + 1];
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
    for (int shift = MIN_SHIFT; shift <= FINE_SHIFT; shift++) {
      addClass(1L << shift);
    }
    for (int shift = FINE_SHIFT; shift < MAX_SHIFT; shift++) {
      long step = 1L << shift - STEPS_SHIFT;
      for (int i = 1; i <= 1 << STEPS_SHIFT; i++) {
        addClass((1L << shift) + i * step);
      }
    }
  }

  private void addClass(long blockBytes) {
    classes[indexOf(blockBytes)] = new SizeClass(this, blockBytes);
  }

  /** Returns which of the classes has the smallest blocks that are large enough. */
  private static int indexOf(long size) {
    int shift = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    if (shift <= FINE_SHIFT) {
      return Math.max(0, shift - MIN_SHIFT);
    }
    // The highest bits behind the first one tell the step.
    int step = (int) ((size - 1) >>> shift - 1 - STEPS_SHIFT) & (1 << STEPS_SHIFT) - 1;
    return FINE_SHIFT - MIN_SHIFT + 1 + (shift - 1 - FINE_SHIFT << STEPS_SHIFT) + step;
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
    SizeClass fitting = classes[indexOf(size)];
    Slab.Block block = fitting.take();
    liveBytes.add(fitting.blockBytes());
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
