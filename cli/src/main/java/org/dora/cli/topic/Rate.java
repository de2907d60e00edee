package org.dora.cli.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Queue;
import org.dora.common.clock.HlcTimestamp;
import org.jspecify.annotations.Nullable;

/** How often messages come, by the times at which their producers sent them. */
final class Rate {
  private static final double NANOS_OF_MILLISECOND = 1e6;

  /**
   * What the times between messages are, in milliseconds.
   *
   * @param deviation standard deviation of all of them, not of a sample
   */
  record Intervals(double average, double least, double most, double deviation) {
    /** Returns how many messages come in a second. */
    double frequency() {
      return 1000 / average;
    }
  }

  private final long window;

  /** Times of messages, the oldest first: several producers do not send in order. */
  private final Queue<Long> times = new PriorityQueue<>();

  private long newest = Long.MIN_VALUE;

  /**
   * @param window older messages do not count
   */
  Rate(Duration window) {
    this.window = window.toNanos();
  }

  /** A message was sent then. */
  void add(HlcTimestamp timestamp) {
    long time = Duration.between(Instant.EPOCH, timestamp.instant()).toNanos();
    times.add(time);
    newest = Math.max(newest, time);
    while (newest - times.element() > window) {
      times.remove();
    }
  }

  /** Returns how many messages count. */
  int samples() {
    return times.size();
  }

  /** Returns the times between messages in their order, in milliseconds; equal times are one. */
  double[] deltas() {
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    double[] deltas = new double[sorted.length];
    int count = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] > sorted[i - 1]) {
        deltas[count++] = (sorted[i] - sorted[i - 1]) / NANOS_OF_MILLISECOND;
      }
    }
    return Arrays.copyOf(deltas, count);
  }

  /** Returns what the times between messages are; null if there are none. */
  @Nullable Intervals intervals() {
    double[] deltas = deltas();
    if (deltas.length == 0) {
      return null;
    }
    double sum = 0;
    double least = deltas[0];
    double most = deltas[0];
    for (double delta : deltas) {
      sum += delta;
      least = Math.min(least, delta);
      most = Math.max(most, delta);
    }
    double average = sum / deltas.length;
    double squares = 0;
    for (double delta : deltas) {
      squares += (delta - average) * (delta - average);
    }
    return new Intervals(average, least, most, Math.sqrt(squares / deltas.length));
  }
}
