package org.dora.zenoh.transport;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.wire.TransportMessage.Fragment;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of one priority and reliability: which sequence numbers are new, and the
 * message that is being put together.
 */
final class Incoming {
  private static final long FIRST_SIZE = 1 << 18;

  private final BlockPool pool;
  private final long mask;
  private final long largestMessage;
  private long last;

  private @Nullable Block block;
  private long filled;
  private long nextFragment;

  Incoming(BlockPool pool, Agreement agreement, long largestMessage) {
    this.pool = pool;
    this.mask = agreement.sequenceMask();
    this.largestMessage = largestMessage;
    this.last = agreement.receiveFrom() - 1 & mask;
  }

  /** Returns whether the number comes after those seen; gaps are normal (§3.5). */
  boolean isNew(long sequence) {
    long gap = sequence - last & mask;
    if (gap == 0 || gap > mask >>> 1) {
      return false;
    }
    last = sequence;
    return true;
  }

  /**
   * Adds a piece of a message whose number {@link #isNew}.
   *
   * @return whether the message is complete; then {@link #take} has to be called
   */
  boolean add(Fragment fragment) {
    if (fragment.first() || fragment.drop()) {
      discard();
    }
    if (fragment.drop()
        || block == null && !fragment.first()
        || block != null && fragment.sequence() != nextFragment) {
      discard();
      return false;
    }
    nextFragment = fragment.sequence() + 1 & mask;
    MemorySegment body = fragment.body();
    if (filled + body.byteSize() > largestMessage) {
      discard();
      return false;
    }
    Block target = withRoom(body.byteSize());
    MemorySegment.copy(body, 0, target.memory(), filled, body.byteSize());
    filled += body.byteSize();
    return !fragment.more();
  }

  private Block withRoom(long size) {
    Block present = block;
    if (present == null) {
      block = pool.take(Math.max(FIRST_SIZE, size));
      return block;
    }
    if (filled + size <= present.memory().byteSize()) {
      return present;
    }
    Block larger = pool.take(Math.max(present.memory().byteSize() * 2, filled + size));
    MemorySegment.copy(present.memory(), 0, larger.memory(), 0, filled);
    present.release();
    block = larger;
    return larger;
  }

  /** Returns how long the complete message is. */
  long size() {
    return filled;
  }

  /** Hands over the block with the complete message. */
  Block take() {
    Block complete = block;
    if (complete == null) {
      throw new IllegalStateException("no message is complete");
    }
    block = null;
    filled = 0;
    return complete;
  }

  /** Forgets the message that is being put together. */
  void discard() {
    if (block != null) {
      take().release();
    }
  }
}
