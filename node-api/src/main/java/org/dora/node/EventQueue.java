package org.dora.node;

import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * Hands events from the thread that reads them to the thread that takes them, in the order of the
 * {@link EventScheduler} that it guards.
 */
final class EventQueue implements EventSink {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final EventScheduler scheduler;
  private boolean discarded;

  EventQueue(EventScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void add(DataId id, ReceivedInput input) {
    lock.lock();
    try {
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
          if (!scheduler.isCongested()) {
            room.signal();
          }
          return event;
        }
        if (scheduler.isFinished() || left <= 0) {
          return null;
        }
        left = await(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller's loop looks at the queue again
  private long await(long nanos) throws InterruptedException {
    if (nanos == Long.MAX_VALUE) {
      arrival.await();
      return nanos;
    }
    return arrival.awaitNanos(nanos);
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
      while (!discarded && scheduler.isCongested()) {
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
