package org.dora.zenoh.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.dora.zenoh.Channel;
import org.dora.zenoh.Overflow;
import org.dora.zenoh.SubscriberOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one callback or channel, in order, within bounds. */
final class Inbox<T> implements Channel<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final long LARGEST_WEIGHT = 64 << 20;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What a callback's thread takes at once: little beside what may wait, so the bounds hold. */
  private static final int TAKEN_AT_ONCE = 64;

  private static final int SHARE_TAKEN_AT_ONCE = 16;
  private static final long WEIGHT_TAKEN_AT_ONCE = 1 << 18;

  /**
   * What an inbox has to know of what it holds.
   *
   * @param weigh how much memory a thing keeps; always the same for one
   * @param discard what is done with what nobody will take
   */
  record Content<T>(ToLongFunction<T> weigh, Consumer<T> discard) {
    /** Things that are small and need no end. */
    static <T> Content<T> light() {
      return new Content<>(_ -> 0, _ -> {});
    }
  }

  private final String name;
  private final int capacity;
  private final Overflow overflow;
  private final Content<T> content;
  private final Consumer<Inbox<T>> onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<T> items = new ArrayDeque<>();
  private long weight;
  private long dropped;
  private boolean lagging;
  private boolean ended;
  private volatile boolean closed;
  private Runnable onClose = () -> {};

  /**
   * @param name what this is for, in names of threads and in logs
   * @param onEnd what is done when nothing more may come
   */
  Inbox(String name, SubscriberOptions options, Content<T> content, Consumer<Inbox<T>> onEnd) {
    this.name = name;
    this.capacity = options.capacity();
    this.overflow = options.overflow();
    this.content = content;
    this.onEnd = onEnd;
  }

  /** Says what is done when whoever receives wants nothing more. */
  Inbox<T> onClose(Runnable action) {
    onClose = action;
    return this;
  }

  /** Starts a thread that calls back with each item until the inbox has ended, and then ends. */
  Inbox<T> deliverTo(Consumer<T> callback, Runnable atEnd) {
    Thread.ofVirtual()
        .name("zenoh-callback-" + name)
        .start(() -> {
          Deque<T> taken = new ArrayDeque<>();
          while (takeSome(taken)) {
            for (T next = taken.poll(); next != null; next = taken.poll()) {
              call(callback, next);
            }
          }
          atEnd.run();
        });
    return this;
  }

  private void call(Consumer<T> callback, T value) {
    if (closed) {
      content.discard().accept(value);
      return;
    }
    try {
      callback.accept(value);
    } catch (RuntimeException e) {
      LOG.error("the callback of `{}` has failed", name, e);
    }
  }

  /** Puts an item in, by the rule of the inbox if it is full. */
  void offer(T value) {
    long itemWeight = content.weigh().applyAsLong(value);
    lock.lock();
    try {
      if (ended || isFull(itemWeight) && !makeRoom(itemWeight)) {
        if (!ended) {
          dropped++;
        }
        content.discard().accept(value);
        return;
      }
      items.add(value);
      weight += itemWeight;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(long itemWeight) {
    return !items.isEmpty() && (items.size() >= capacity || weight + itemWeight > LARGEST_WEIGHT);
  }

  private boolean makeRoom(long itemWeight) {
    if (overflow == Overflow.DROP_OLDEST) {
      while (isFull(itemWeight)) {
        content.discard().accept(remove());
        dropped++;
      }
      return true;
    }
    if (lagging) {
      return false;
    }
    long left = PATIENCE_NANOS;
    try {
      while (!ended && isFull(itemWeight)) {
        if (left <= 0) {
          lagging = true;
          LOG.warn("`{}` is too slow; samples are dropped", name);
          return false;
        }
        left = drained.awaitNanos(left);
      }
      return !ended;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private T remove() {
    T item = items.remove();
    weight -= content.weigh().applyAsLong(item);
    if (lagging && items.size() <= capacity / 2 && weight <= LARGEST_WEIGHT / 2) {
      lagging = false;
    }
    drained.signal();
    return item;
  }

  /** Waits for items and takes some; returns false if the inbox has ended. */
  private boolean takeSome(Deque<T> target) {
    int most = Math.clamp(capacity / SHARE_TAKEN_AT_ONCE, 1, TAKEN_AT_ONCE);
    lock.lock();
    try {
      while (items.isEmpty() && !ended) {
        filled.awaitUninterruptibly();
      }
      long least = weight - WEIGHT_TAKEN_AT_ONCE;
      while (!items.isEmpty() && target.size() < most && (target.isEmpty() || weight > least)) {
        target.add(remove());
      }
      return !target.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<T> receive(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && !ended && left > 0) {
        left = filled.awaitNanos(left);
      }
      return items.isEmpty() ? Optional.empty() : Optional.of(remove());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<T> poll() {
    lock.lock();
    try {
      return items.isEmpty() ? Optional.empty() : Optional.of(remove());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isEnded() {
    lock.lock();
    try {
      return ended && items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Lets what is there be taken, and nothing more come. */
  void end() {
    lock.lock();
    try {
      ended = true;
      filled.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
    onEnd.accept(this);
  }

  @Override
  public void close() {
    onClose.run();
    closed = true;
    end();
    lock.lock();
    try {
      while (!items.isEmpty()) {
        content.discard().accept(remove());
      }
    } finally {
      lock.unlock();
    }
  }
}
