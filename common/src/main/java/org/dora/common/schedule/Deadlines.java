package org.dora.common.schedule;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the conductor has to do at a time of its own: timers, grace periods, sweeps. Confined to the
 * conductor's thread.
 */
public final class Deadlines {

  /** An action that is due at some time, unless it is cancelled before. */
  public final class Deadline implements Comparable<Deadline> {
    private final long due;
    private final long order;
    private final Runnable action;
    private boolean cancelled;

    private Deadline(long due, Runnable action) {
      this.due = due;
      this.order = next++;
      this.action = action;
    }

    /** Keeps the action from being done; without effect if it was done already. */
    public void cancel() {
      cancelled = true;
      pending.remove(this);
    }

    @Override
    public int compareTo(Deadline other) {
      int byTime = Long.signum(due - other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** Far enough away for any purpose, and near enough to be added to any time. */
  private static final long LONGEST_DELAY = Long.MAX_VALUE / 4;

  private final LongSupplier nanoTime;
  private final PriorityQueue<Deadline> pending = new PriorityQueue<>();
  private long next;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Deadlines(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns the clock's time now, in nanoseconds. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /** Does {@code action} after {@code delay}; a delay of centuries never ends. */
  public Deadline after(Duration delay, Runnable action) {
    return at(now() + Math.min(TimeUnit.NANOSECONDS.convert(delay), LONGEST_DELAY), action);
  }

  /** Does {@code action} when the clock shows {@code time}, at once if it has passed. */
  public Deadline at(long time, Runnable action) {
    Deadline deadline = new Deadline(time, action);
    pending.add(deadline);
    return deadline;
  }

  /**
   * Does {@code action} now and then every {@code interval}. Times that were missed are skipped,
   * the phase is kept.
   */
  public Repeating every(Duration interval, Runnable action) {
    return new Repeating(interval.toNanos(), action);
  }

  /** An action that is done again and again until it is cancelled. */
  public final class Repeating {
    private final long start = now();
    private final long interval;
    private final Runnable action;
    private Deadline deadline;

    private Repeating(long interval, Runnable action) {
      this.interval = interval;
      this.action = action;
      this.deadline = at(start, this::run);
    }

    private void run() {
      long periods = (now() - start) / interval + 1;
      deadline = at(start + periods * interval, this::run);
      action.run();
    }

    /** Ends the repetition. */
    public void cancel() {
      deadline.cancel();
    }
  }

  /** Returns the time until the next action in nanoseconds, at most {@code limit}. */
  public long untilNext(long limit) {
    Deadline first = pending.peek();
    return first == null ? limit : Math.clamp(first.due - now(), 0, limit);
  }

  /** Does what is due. */
  public void runDue() {
    long now = now();
    for (Deadline first = pending.peek();
        first != null && first.due - now <= 0;
        first = pending.peek()) {
      pending.remove();
      if (!first.cancelled) {
        first.action.run();
      }
    }
  }
}
