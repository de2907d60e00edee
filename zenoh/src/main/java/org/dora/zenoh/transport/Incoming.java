package org.dora.zenoh.transport;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.wire.NetworkCodec;
import org.dora.zenoh.wire.TransportMessage.Fragment;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of one priority and reliability: which sequence numbers are new, and the
 * message that is being put together.
 *
 * <p>The first fragment tells how long the message will be, so that each is copied once, into
 * memory that fits. Whoever announces more than {@link #TRUSTED} has to have sent a part of it
 * before it is believed.
 */
final class Incoming {
  private static final long TRUSTED = 1 << 24;
  private static final long TRUSTED_FOR_EACH_BYTE = 64;

  private final BlockPool pool;
  private final long mask;
  private final long largestMessage;
  private long last;

  private @Nullable Block block;
  private long announced;
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
    if (block == null) {
      announced = NetworkCodec.announcedSize(body);
    }
    if (Math.max(announced, filled + body.byteSize()) > largestMessage) {
      discard();
      return false;
    }
    Block target = withRoom(filled + body.byteSize());
    MemorySegment.copy(body, 0, target.memory(), filled, body.byteSize());
    filled += body.byteSize();
    return !fragment.more();
  }

  private Block withRoom(long size) {
    Block present = block;
    if (present != null && size <= present.memory().byteSize()) {
      return present;
    }
    long believed = Math.min(announced, Math.max(TRUSTED, filled * TRUSTED_FOR_EACH_BYTE));
    Block larger = pool.take(Math.max(Math.max(believed, size), filled * 2));
    if (present != null) {
      MemorySegment.copy(present.memory(), 0, larger.memory(), 0, filled);
      present.release();
    }
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
