package org.dora.daemon.dataflow;

import java.time.Duration;

/**
 * Tells by how much the daemon itself was late: stopped with its container, or without a core. What
 * nodes did meanwhile it has not read yet, and must not hold their silence against them.
 */
final class HoldUps {
  private final long interval;
  private long last;

  /**
   * @param interval between looks
   * @param start time of the first, in nanoseconds
   */
  HoldUps(Duration interval, long start) {
    this.interval = interval.toNanos();
    this.last = start;
  }

  /** Returns how long this look came too late after the one before it, in nanoseconds. */
  long at(long now) {
    long late = Math.max(0, now - last - interval);
    last = now;
    return late;
  }
}
