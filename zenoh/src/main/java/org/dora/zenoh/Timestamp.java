package org.dora.zenoh;

import java.time.Instant;

/**
 * When a sample was made, by the clock of one session.
 *
 * @param ntp64 seconds since 1970 in the upper 32 bits, 2<sup>-32</sup> seconds in the lower
 * @param id whose clock it was
 */
public record Timestamp(long ntp64, ZenohId id) implements Comparable<Timestamp> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Returns the timestamp of an instant, rounded down to 2<sup>-32</sup> seconds. */
  public static Timestamp of(Instant instant, ZenohId id) {
    long fraction = ((long) instant.getNano() << 32) / NANOS_PER_SECOND;
    return new Timestamp(instant.getEpochSecond() << 32 | fraction, id);
  }

  /** Returns the time, rounded down to nanoseconds. */
  public Instant instant() {
    long nanos = (ntp64 & 0xffff_ffffL) * NANOS_PER_SECOND >>> 32;
    return Instant.ofEpochSecond(ntp64 >>> 32, nanos);
  }

  @Override
  public int compareTo(Timestamp other) {
    int byTime = Long.compareUnsigned(ntp64, other.ntp64);
    if (byTime != 0) {
      return byTime;
    }
    int byHigh = Long.compareUnsigned(id.high(), other.id.high());
    return byHigh != 0 ? byHigh : Long.compareUnsigned(id.low(), other.id.low());
  }
}
