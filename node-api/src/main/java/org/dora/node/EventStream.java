package org.dora.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What the user's loop sees of the {@link EventQueue}: inputs that can be read, each closed when
 * the next event is taken unless it was retained.
 */
final class EventStream implements Iterable<Event> {
  private final NodeId node;
  private final EventQueue queue;
  private final InputTypeCheck types;
  private final List<ReceivedInput> current = new ArrayList<>();

  EventStream(NodeId node, EventQueue queue, InputTypeCheck types) {
    this.node = node;
    this.queue = queue;
    this.types = types;
  }

  /** Returns how long to wait in nanoseconds; never {@link Long#MAX_VALUE}, which is for ever. */
  static long nanos(Duration timeout) {
    try {
      return Math.min(timeout.toNanos(), Long.MAX_VALUE - 1);
    } catch (ArithmeticException _) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE - 1;
    }
  }

  /**
   * @param nanos how long to wait at most; {@link Long#MAX_VALUE} for as long as it takes
   */
  Optional<Event> next(long nanos) {
    closeCurrent();
    return take(nanos);
  }

  private Optional<Event> take(long nanos) {
    return interruptible(() -> Optional.ofNullable(queue.take(nanos)).map(this::checked));
  }

  /** Returns all events that wait; their inputs are valid together. */
  List<Event> drain() {
    closeCurrent();
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = take(0); event.isPresent(); event = take(0)) {
      events.add(event.get());
    }
    return events;
  }

  /** Waits for an answer; the inputs that were taken before stay valid. */
  Event.Input await(Correlation wanted, Duration timeout) {
    return interruptible(() -> {
      ReceivedInput answer = queue.await(wanted, nanos(timeout));
      Optional<String> defect = answer.defect();
      if (defect.isPresent()) {
        answer.close();
        throw new NoAnswerException(
            NoAnswerException.Reason.STREAM_ERROR,
            "no answer to " + wanted.subject() + ": " + defect.get());
      }
      current.add(answer);
      return answer;
    });
  }

  /** Waits as {@link EventQueue#awaitAny}. */
  void awaitAny(BooleanSupplier elsewhere, long nanos) {
    interruptible(() -> {
      queue.awaitAny(elsewhere, nanos);
      return true;
    });
  }

  private interface Interruptible<T> {
    T run() throws InterruptedException;
  }

  private <T> T interruptible(Interruptible<T> wait) {
    try {
      return wait.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeInterruptedException(
          "node `" + node + "` was interrupted while it waited for events", e);
    }
  }

  /** Makes an error of an input that cannot be decoded. */
  private Event checked(Event event) {
    if (!(event instanceof ReceivedInput input)) {
      return event;
    }
    Optional<String> defect = input.defect();
    if (defect.isPresent()) {
      input.close();
      return new Event.Error(input.id(), defect.get());
    }
    types.check(input);
    current.add(input);
    return input;
  }

  /** Closes the inputs that were taken last, unless they were retained. */
  void closeCurrent() {
    for (ReceivedInput last : current) {
      if (!last.isRetained()) {
        last.close();
      }
    }
    current.clear();
  }

  @Override
  public Iterator<Event> iterator() {
    return new Iterator<>() {
      private @Nullable Event upcoming;

      @Override
      public boolean hasNext() {
        if (upcoming == null) {
          upcoming = EventStream.this.next(Long.MAX_VALUE).orElse(null);
        }
        return upcoming != null;
      }

      @Override
      public Event next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the event stream of node `" + node + "` has ended");
        }
        Event event = Objects.requireNonNull(upcoming);
        upcoming = null;
        return event;
      }
    };
  }
}
