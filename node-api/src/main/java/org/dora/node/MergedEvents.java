package org.dora.node;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of a dataflow and the values of another source in one loop. Where both wait they take
 * turns.
 *
 * {@snippet :
 * try (var events = node.merge(keyboard)) {
 *   for (var event : events) {
 *     switch (event) {
 *       case MergedEvent.Dora(Event.Input in) -> drive(in);
 *       case MergedEvent.Dora(Event other) -> { }
 *       case MergedEvent.External(String key) -> steer(key);
 *     }
 *   }
 * }
 * }
 *
 * <p>The loop ends with the dataflow's events; the end of the other source does not matter. If that
 * source fails, the loop throws {@link ExternalSourceException} once and can go on after it. Up to
 * 64 of its values wait here, then the source does. Closing ends the other source, not the node:
 * its thread is interrupted, or its subscription canceled.
 *
 * <p>Belongs to the thread that takes events. An input is closed when the next event or value is
 * taken, unless it was retained.
 *
 * @param <T> what the other source gives
 */
public final class MergedEvents<T> implements Iterable<MergedEvent<T>>, AutoCloseable {
  private final EventStream events;
  private final EventQueue queue;
  private final ExternalValues<T> external;
  private boolean externalFirst;

  MergedEvents(EventStream events, EventQueue queue, ExternalValues<T> external) {
    this.events = events;
    this.queue = queue;
    this.external = external;
  }

  /**
   * Waits for the next event or value.
   *
   * @return it, or empty at the end of the dataflow's events
   */
  public Optional<MergedEvent<T>> next() {
    return next(Long.MAX_VALUE);
  }

  /**
   * Waits for the next event or value, but not longer than {@code timeout}.
   *
   * @return it, or empty if none came in time or the dataflow's events have ended; {@link
   *     Node#hasEnded()} tells which
   */
  public Optional<MergedEvent<T>> next(Duration timeout) {
    return next(EventStream.nanos(timeout));
  }

  private Optional<MergedEvent<T>> next(long nanos) {
    events.closeCurrent();
    Optional<MergedEvent<T>> waiting = poll();
    long start = queue.nanoTime();
    long left = nanos;
    while (waiting.isEmpty() && left > 0 && !queue.isFinished()) {
      events.awaitAny(external::isReady, left);
      waiting = poll();
      left = nanos == Long.MAX_VALUE ? nanos : nanos - (queue.nanoTime() - start);
    }
    return waiting;
  }

  private Optional<MergedEvent<T>> poll() {
    externalFirst = !externalFirst;
    return externalFirst && !queue.isFinished()
        ? pollExternal().or(this::pollEvents)
        : pollEvents().or(() -> queue.isFinished() ? Optional.empty() : pollExternal());
  }

  private Optional<MergedEvent<T>> pollEvents() {
    return events.next(0).map(MergedEvent.Dora::new);
  }

  private Optional<MergedEvent<T>> pollExternal() {
    T value = external.poll();
    return value == null ? Optional.empty() : Optional.of(new MergedEvent.External<>(value));
  }

  /** Returns events and values from here to the end, each as {@link #next()} gives it. */
  @Override
  public Iterator<MergedEvent<T>> iterator() {
    return new Iterator<>() {
      private @Nullable MergedEvent<T> upcoming;

      @Override
      public boolean hasNext() {
        if (upcoming == null) {
          upcoming = MergedEvents.this.next().orElse(null);
        }
        return upcoming != null;
      }

      @Override
      public MergedEvent<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the event stream has ended");
        }
        MergedEvent<T> event = Objects.requireNonNull(upcoming);
        upcoming = null;
        return event;
      }
    };
  }

  @Override
  public void close() {
    external.close();
  }
}
