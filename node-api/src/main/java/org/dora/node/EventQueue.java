package org.dora.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * Hands events from the thread that reads them to the thread that takes them, in the order of the
 * {@link EventScheduler} that it guards.
 */
sealed class EventQueue implements EventSink permits SimulatedQueue {
  /**
   * How far a queue with backpressure may grow beyond its capacity while the node waits for an
   * answer: it takes no events meanwhile, and the answer may come behind those.
   */
  private static final int ROOM_WHILE_AWAITING = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final EventScheduler scheduler;
  private final AnswerOutlook outlook = new AnswerOutlook();
  private boolean discarded;
  private boolean awaiting;

  EventQueue(EventScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void add(DataId id, ReceivedInput input) {
    lock.lock();
    try {
      outlook.see(id);
      scheduler.add(id, input);
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void add(Event event) {
    lock.lock();
    try {
      outlook.see(event);
      scheduler.add(event);
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      scheduler.close();
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void discard() {
    lock.lock();
    try {
      discarded = true;
      scheduler.discardAll();
      arrival.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an event.
   *
   * @param nanos how long to wait at most; {@link Long#MAX_VALUE} for as long as it takes
   * @return the event, now owned by the caller, or null if time ran out or the stream is over
   */
  @Nullable Event take(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (true) {
        Event event = scheduler.poll();
        if (event != null) {
          if (!isCongested()) {
            room.signal();
          }
          return event;
        }
        if (scheduler.isFinished() || left <= 0) {
          return null;
        }
        left = pass(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a change.
   *
   * @param nanos as for {@link #take}
   * @return what is left of it
   */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop looks at the queue again
  long pass(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      arrival.await();
      return nanos;
    }
    return arrival.awaitNanos(nanos);
  }

  /** Returns how many events have come so far, other than messages. */
  long arrivals() {
    lock.lock();
    try {
      return outlook.arrivals();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an answer; all other events stay where they are.
   *
   * @param nanos how long to wait at most
   * @return the answer, now owned by the caller
   * @throws NoAnswerException if none comes, or none in time
   */
  ReceivedInput await(Correlation wanted, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      awaiting = true;
      room.signal();
      while (true) {
        for (Predicate<ReceivedInput> preference : wanted.wanted()) {
          ReceivedInput found = scheduler.poll(preference);
          if (found != null) {
            return found;
          }
        }
        NoAnswerException hopeless = outlook.hopeless(wanted, scheduler.isClosed());
        if (hopeless != null) {
          throw hopeless;
        }
        if (left <= 0) {
          throw new NoAnswerException(
              NoAnswerException.Reason.TIMEOUT,
              "no answer to " + wanted.subject() + " within " + Duration.ofNanos(nanos));
        }
        left = pass(left);
      }
    } finally {
      awaiting = false;
      lock.unlock();
    }
  }

  /**
   * Waits until there is something to take here or {@code elsewhere}.
   *
   * @param elsewhere must become true only before a {@link #wake()}
   * @param nanos as for {@link #take}
   */
  void awaitAny(BooleanSupplier elsewhere, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (left > 0
          && !scheduler.hasEvents()
          && !scheduler.isClosed()
          && !elsewhere.getAsBoolean()) {
        left = pass(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the present time of the clock by which {@link #take} and the others wait. */
  long nanoTime() {
    return System.nanoTime();
  }

  /** Has whoever waits look again. */
  void wake() {
    lock.lock();
    try {
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isCongested() {
    return scheduler.isCongested(awaiting ? ROOM_WHILE_AWAITING : 1);
  }

  /** Returns whether an event waits. */
  boolean hasEvents() {
    lock.lock();
    try {
      return scheduler.hasEvents();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether no event waits and none will come. */
  boolean isFinished() {
    lock.lock();
    try {
      return scheduler.isFinished();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!discarded && isCongested()) {
        room.await();
      }
      return !discarded;
    } finally {
      lock.unlock();
    }
  }

  Map<DataId, Long> drainDropCounts() {
    lock.lock();
    try {
      return scheduler.drainDropCounts();
    } finally {
      lock.unlock();
    }
  }
}
