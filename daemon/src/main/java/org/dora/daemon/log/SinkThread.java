package org.dora.daemon.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.dora.common.log.LogMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a {@link LogSink} on a thread of its own, so that a sink that is stuck - a terminal stopped
 * by Ctrl-S, a pipe that nobody reads - holds up nothing else.
 *
 * <p>While a slow sink takes anything at all, who logs waits for it. One that has taken nothing for
 * a while loses what does not fit the queue; how much is counted, and said in place.
 */
final class SinkThread {
  /** Room in the queue, in units of {@link LogWriter#weight}: 4 Mi characters. */
  static final int ROOM = 1 << 14;

  /** How long a sink may take nothing before messages are lost. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int BATCH = 256;
  private static final Logger LOG = LoggerFactory.getLogger(SinkThread.class);

  /** What waits for the sink: a message, or something to do behind those before it. */
  private sealed interface Entry {
    record Message(LogMessage message) implements Entry {}

    record Action(Runnable action) implements Entry {}
  }

  private final LogSink sink;
  private final LongFunction<LogMessage> lossReport;
  private final int room;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final Thread thread;
  private int weight;
  private long lost;
  private boolean stuck;
  private boolean ended;

  /** Whether nobody looks into the queue any more. */
  private boolean gone;

  /** How many messages the sink has taken; written by its thread only. */
  private volatile long progress;

  /**
   * @param lossReport makes the message that tells how many were lost
   */
  SinkThread(LogSink sink, LongFunction<LogMessage> lossReport, int room, Duration patience) {
    this.sink = sink;
    this.lossReport = lossReport;
    this.room = room;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name("dora-log-sink").start(this::run);
  }

  /** Hands a message over; waits for room as long as the sink takes anything. */
  void accept(LogMessage message) {
    lock.lock();
    try {
      awaitRoom();
      if (weight >= room) {
        lost++;
        return;
      }
      if (lost > 0) {
        add(lossReport.apply(lost));
        lost = 0;
      }
      add(message);
    } finally {
      lock.unlock();
    }
  }

  /** Has something done on the sink's thread when the sink has taken all that came before. */
  void afterMessages(Runnable action) {
    lock.lock();
    try {
      if (!gone) {
        queue.add(new Entry.Action(action));
        arrived.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  private void awaitRoom() {
    long before = progress;
    long left = patience.toNanos();
    while (weight >= room && !stuck && !ended) {
      try {
        left = taken.awaitNanos(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      if (progress != before) {
        before = progress;
        left = patience.toNanos();
      } else if (left <= 0) {
        stuck = true;
      }
    }
  }

  private void add(LogMessage message) {
    queue.add(new Entry.Message(message));
    weight += LogWriter.weight(message.message());
    arrived.signal();
  }

  /** Shows what was handed over, for up to {@code limit}; false if the sink is stuck. */
  boolean close(Duration limit) throws InterruptedException {
    lock.lock();
    try {
      ended = true;
      if (lost > 0) {
        add(lossReport.apply(lost));
        lost = 0;
      }
      arrived.signal();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    return thread.join(limit);
  }

  private void run() {
    Deque<Entry> batch = new ArrayDeque<>(BATCH);
    try {
      while (takeInto(batch)) {
        release(handle(batch));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("log messages cannot be shown any more", e);
    } finally {
      giveUp(batch);
    }
  }

  private boolean takeInto(Deque<Entry> batch) throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty() && !ended) {
        arrived.await();
      }
      while (batch.size() < BATCH && !queue.isEmpty()) {
        batch.add(queue.remove());
      }
      return !batch.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the room that the entries took. */
  private int handle(Deque<Entry> batch) {
    int handled = 0;
    for (Entry entry = batch.poll(); entry != null; entry = batch.poll()) {
      switch (entry) {
        case Entry.Message(LogMessage message) -> {
          sink.accept(message);
          progress++;
          handled += LogWriter.weight(message.message());
        }
        case Entry.Action(Runnable action) -> action.run();
      }
    }
    sink.flush();
    return handled;
  }

  private void release(int handled) {
    lock.lock();
    try {
      weight -= handled;
      stuck = false;
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all that still comes be lost without delay; actions are not. */
  private void giveUp(Deque<Entry> rest) {
    lock.lock();
    try {
      ended = true;
      gone = true;
      weight = Integer.MAX_VALUE / 2;
      rest.addAll(queue);
      queue.clear();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
    for (Entry entry : rest) {
      if (entry instanceof Entry.Action(Runnable action)) {
        action.run();
      }
    }
  }
}
