package org.dora.zenoh.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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

  private record Item<T>(T value, long weight) {}

  private final String name;
  private final int capacity;
  private final Overflow overflow;
  private final Consumer<T> discard;
  private final Consumer<Inbox<T>> onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final Deque<Item<T>> items = new ArrayDeque<>();
  private long weight;
  private long dropped;
  private boolean lagging;
  private boolean ended;
  private Runnable onClose = () -> {};

  /**
   * @param name what this is for, in names of threads and in logs
   * @param discard what is done with what nobody will take
   * @param onEnd what is done when nothing more may come
   */
  Inbox(String name, SubscriberOptions options, Consumer<T> discard, Consumer<Inbox<T>> onEnd) {
    this.name = name;
    this.capacity = options.capacity();
    this.overflow = options.overflow();
    this.discard = discard;
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
          for (Optional<T> next = take(); next.isPresent(); next = take()) {
            call(callback, next.get());
          }
          atEnd.run();
        });
    return this;
  }

  private void call(Consumer<T> callback, T value) {
    try {
      callback.accept(value);
    } catch (RuntimeException e) {
      LOG.error("the callback of `{}` has failed", name, e);
    }
  }

  /** Puts an item in, by the rule of the inbox if it is full. */
  void offer(T value, long itemWeight) {
    lock.lock();
    try {
      if (ended || isFull(itemWeight) && !makeRoom(itemWeight)) {
        if (!ended) {
          dropped++;
        }
        discard.accept(value);
        return;
      }
      items.add(new Item<>(value, itemWeight));
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
        discard.accept(remove());
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
    Item<T> item = items.remove();
    weight -= item.weight();
    if (lagging && items.size() <= capacity / 2 && weight <= LARGEST_WEIGHT / 2) {
      lagging = false;
    }
    drained.signal();
    return item.value();
  }

  /** Waits for the next item; there is none if the inbox has ended. */
  private Optional<T> take() {
    lock.lock();
    try {
      while (items.isEmpty() && !ended) {
        filled.awaitUninterruptibly();
      }
      return items.isEmpty() ? Optional.empty() : Optional.of(remove());
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
    end();
    lock.lock();
    try {
      while (!items.isEmpty()) {
        discard.accept(remove());
      }
    } finally {
      lock.unlock();
    }
  }
}
