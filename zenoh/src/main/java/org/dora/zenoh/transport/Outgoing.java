package org.dora.zenoh.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dora.zenoh.CongestionControl;
import org.dora.zenoh.Priority;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Reliability;
import org.jspecify.annotations.Nullable;

/** One message while it is being put into batches, and how long it may still wait. */
final class Outgoing {
  /** How much longer the queue is for the protocol's own; who is further behind is given up. */
  private static final int PROTOCOL_FACTOR = 64;

  /** How often whoever waits for its turn looks why. */
  private static final long TURN_CHECK_NANOS = 500_000;

  private final Lane lane;
  private final boolean reliable;
  private final boolean isOfProtocol;
  private final CongestionControl control;
  private final @Nullable Patience patience;
  private final TransportSettings.Sending limits;
  private boolean isFragmented;
  private boolean hasWaited;
  private long began;

  /**
   * @param patience how long to wait for room, instead of what the congestion control says
   */
  Outgoing(
      Lane lane,
      Reliability reliability,
      QoS qos,
      @Nullable Patience patience,
      TransportSettings.Sending limits) {
    this.lane = lane;
    this.reliable = reliability == Reliability.RELIABLE;
    this.isOfProtocol = qos.priority() == Priority.CONTROL;
    this.control = qos.congestionControl();
    this.patience = patience;
    this.limits = limits;
  }

  Lane lane() {
    return lane;
  }

  boolean isReliable() {
    return reliable;
  }

  /**
   * The protocol's own messages never wait for room: they are sent under the session's lock.
   *
   * @return whether there is room for another batch, of which they may have many more
   */
  boolean hasRoom() {
    int queued = limits.queuedBatches();
    return lane.batches < (isOfProtocol ? queued * PROTOCOL_FACTOR : queued);
  }

  /** The message does not fit into a batch, so it may wait longer. */
  void fragmented() {
    isFragmented = true;
  }

  /** Returns whether the link is given up if this cannot be sent in time. */
  boolean closesLink() {
    return patience != null ? patience.thenClose() : control == CongestionControl.BLOCK;
  }

  /**
   * Waits until no other message is being put into the lane. Only a message that itself waits for
   * room uses up the patience of those behind it.
   *
   * @return whether this has the turn now, which then has to be unlocked
   */
  boolean takeTurn(BooleanSupplier closed) {
    if (lane.turn.tryLock()) {
      return true;
    }
    try {
      while (!closed.getAsBoolean()) {
        if (lane.blocked && (control == CongestionControl.BLOCK_FIRST || left() <= 0)) {
          return false;
        }
        if (lane.turn.tryLock(TURN_CHECK_NANOS, TimeUnit.NANOSECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Returns how many nanoseconds this may wait from now on. */
  long left() {
    long now = System.nanoTime();
    if (!hasWaited) {
      hasWaited = true;
      began = now;
    }
    return began + limit() - now;
  }

  private long limit() {
    if (isOfProtocol) {
      return 0;
    }
    if (patience != null) {
      return patience.limit().toNanos();
    }
    return switch (control) {
      case DROP -> (isFragmented ? limits.beforeDropOfFragments() : limits.beforeDrop()).toNanos();
      case BLOCK, BLOCK_FIRST -> limits.beforeClose().toNanos();
    };
  }
}
