package org.dora.common.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Issues strictly increasing timestamps that stay close to physical time and follow what peers have
 * seen (node-protocol.md, section 4.1). Safe for any number of threads.
 */
public final class HybridLogicalClock {
  /** How far a peer's clock may be ahead of ours before its timestamp is not followed. */
  public static final Duration MAX_DRIFT = Duration.ofMillis(500);

  private static final long COUNTER_MASK = 0xF;

  private final InstantSource physical;
  private final HlcId id;
  private final AtomicLong last = new AtomicLong();

  /** A clock on the system's time with a random identity. */
  public HybridLogicalClock() {
    this(InstantSource.system(), HlcId.random());
  }

  /**
   * @param physical where physical time comes from
   * @param id identity that goes into every timestamp
   */
  public HybridLogicalClock(InstantSource physical, HlcId id) {
    this.physical = physical;
    this.id = id;
  }

  /** Returns a timestamp later than every earlier one of this clock. */
  public HlcTimestamp now() {
    long now = physicalTime() & ~COUNTER_MASK;
    long time =
        last.updateAndGet(
            before -> Long.compareUnsigned(now, before & ~COUNTER_MASK) > 0 ? now : before + 1);
    return new HlcTimestamp(time, id);
  }

  /**
   * Moves this clock beyond a peer's timestamp.
   *
   * @return false if the peer is more than {@link #MAX_DRIFT} ahead; its timestamp is then ignored
   */
  public boolean observe(HlcTimestamp peer) {
    long now = physicalTime() & ~COUNTER_MASK;
    if (Long.compareUnsigned(peer.time(), now) > 0
        && peer.time() - now > ntp64(MAX_DRIFT.getSeconds(), MAX_DRIFT.getNano())) {
      return false;
    }
    last.updateAndGet(before -> maxUnsigned(now, maxUnsigned(peer.time() + 1, before + 1)));
    return true;
  }

  private long physicalTime() {
    Instant now = physical.instant();
    return ntp64(now.getEpochSecond(), now.getNano());
  }

  /** Returns NTP64 of a time since the epoch: whole seconds high, binary fraction low. */
  static long ntp64(long seconds, int nanos) {
    return seconds << 32 | ((long) nanos << 32) / 1_000_000_000L;
  }

  private static long maxUnsigned(long a, long b) {
    return Long.compareUnsigned(a, b) >= 0 ? a : b;
  }
}
