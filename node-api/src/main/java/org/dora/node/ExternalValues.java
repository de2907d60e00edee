package org.dora.node;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The values of another source on their way to the event loop: as many as fit wait here, then the
 * source waits.
 */
final class ExternalValues<T> implements AutoCloseable {
  private static final int CAPACITY = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final Runnable onArrival;
  private @Nullable Throwable failure;
  private boolean closed;
  private Runnable stopSource = () -> {};
  private Runnable onTaken = () -> {};

  /**
   * @param onArrival wakes the event loop; called by the source's thread
   */
  ExternalValues(Runnable onArrival) {
    this.onArrival = onArrival;
  }

  /** Reads an iterator, which may wait for its values, on a thread of its own. */
  void read(Iterator<? extends T> source, String threadName) {
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name(threadName)
            .unstarted(() -> {
              try {
                while (source.hasNext()) {
                  put(source.next());
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // closed
              } catch (RuntimeException | Error e) {
                fail(e);
              }
            });
    stopSource = reader::interrupt;
    reader.start();
  }

  /** Takes values as the source gives them, and asks for more as they are taken from here. */
  void subscribe(Flow.Publisher<? extends T> source) {
    source.subscribe(
        new Flow.Subscriber<T>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            stopSource = subscription::cancel;
            onTaken = () -> subscription.request(1);
            subscription.request(CAPACITY);
          }

          @Override
          public void onNext(T value) {
            add(value);
          }

          @Override
          public void onError(Throwable failure) {
            fail(failure);
          }

          @Override
          public void onComplete() {}
        });
  }

  private void put(T value) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() >= CAPACITY && !closed) {
        room.await();
      }
    } finally {
      lock.unlock();
    }
    add(value);
  }

  private void add(T value) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      waiting.addLast(value);
    } finally {
      lock.unlock();
    }
    onArrival.run();
  }

  private void fail(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
    } finally {
      lock.unlock();
    }
    onArrival.run();
  }

  /** Returns whether there is something to take: a value or a failure. */
  boolean isReady() {
    lock.lock();
    try {
      return !waiting.isEmpty() || failure != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the oldest value, or null if none waits.
   *
   * @throws ExternalSourceException once, after all values, if the source has failed
   */
  @Nullable T poll() {
    T value;
    lock.lock();
    try {
      value = waiting.pollFirst();
      if (value == null && failure != null) {
        Throwable cause = failure;
        failure = null;
        throw new ExternalSourceException(
            "a source beside the dataflow has failed: " + cause, cause);
      }
      room.signal();
    } finally {
      lock.unlock();
    }
    if (value != null) {
      onTaken.run();
    }
    return value;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      failure = null;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    stopSource.run();
  }
}
