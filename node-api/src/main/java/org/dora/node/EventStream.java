package org.dora.node;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What the user's loop sees of the {@link EventQueue}: inputs that can be read, one at a time, each
 * closed when the next event is taken unless it was retained.
 */
final class EventStream implements Iterable<Event> {
  private final NodeId node;
  private final EventQueue queue;
  private @Nullable ReceivedInput current;

  EventStream(NodeId node, EventQueue queue) {
    this.node = node;
    this.queue = queue;
  }

  /**
   * @param nanos how long to wait at most; {@link Long#MAX_VALUE} for as long as it takes
   */
  Optional<Event> next(long nanos) {
    closeCurrent();
    try {
      return Optional.ofNullable(queue.take(nanos)).map(this::checked);
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
    current = input;
    return input;
  }

  /** Closes the input that was taken last, unless it was retained. */
  void closeCurrent() {
    ReceivedInput last = current;
    current = null;
    if (last != null && !last.isRetained()) {
      last.close();
    }
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
