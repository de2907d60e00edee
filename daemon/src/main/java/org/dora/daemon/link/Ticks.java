package org.dora.daemon.link;

import java.time.Duration;

/**
 * Tells when something is to be done again that is done at intervals, for the first time at once.
 */
final class Ticks {
  private final long interval;
  private long next = System.nanoTime();

  Ticks(Duration interval) {
    this.interval = interval.toNanos();
  }

  /** Returns whether it is time; if so, the next time is an interval from now. */
  boolean isDue() {
    long now = System.nanoTime();
    if (now - next < 0) {
      return false;
    }
    next = now + interval;
    return true;
  }

  /** Returns how long it is until this or the other is due. */
  Duration untilNext(Ticks other) {
    return Duration.ofNanos(
        Math.max(0, Math.min(next - System.nanoTime(), other.next - System.nanoTime())));
  }
}
