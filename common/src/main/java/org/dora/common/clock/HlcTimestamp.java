package org.dora.common.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in hybrid logical time: when, and by whose clock.
 *
 * @param time NTP64: seconds since the Unix epoch in the high 32 bits, binary fraction in the low
 *     32; unsigned. The low four bits of a freshly read clock are a counter.
 * @param id identity of the clock, 16 bytes on the wire
 */
public record HlcTimestamp(long time, HlcId id) implements Comparable<HlcTimestamp> {

  /** Returns a point in physical time. */
  public static HlcTimestamp of(Instant time, HlcId id) {
    return new HlcTimestamp(HybridLogicalClock.ntp64(time.getEpochSecond(), time.getNano()), id);
  }

  /** Returns a later point in time of the same clock. */
  public HlcTimestamp plus(Duration duration) {
    return new HlcTimestamp(
        time + HybridLogicalClock.ntp64(duration.getSeconds(), duration.getNano()), id);
  }

  /** Orders by time, then by the identity of the clock. */
  @Override
  public int compareTo(HlcTimestamp other) {
    int byTime = Long.compareUnsigned(time, other.time);
    return byTime != 0 ? byTime : id.compareTo(other.id);
  }

  /** Returns the physical time, to the nanosecond below. */
  public Instant instant() {
    long nanos = ((time & 0xFFFF_FFFFL) * 1_000_000_000L) >>> 32;
    return Instant.ofEpochSecond(time >>> 32, nanos);
  }
}
