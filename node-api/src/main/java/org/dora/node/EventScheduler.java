package org.dora.node;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.queue.InputQueue;
import org.dora.common.queue.QueueRule;
import org.jspecify.annotations.Nullable;

/**
 * Decides which waiting event a node is given next and which ones it never sees (node-protocol.md,
 * section 16.3).
 *
 * <p>There is one queue per input and one for all other events. Those come first; inputs take
 * turns, the one that was served least recently first. An input's queue that is full gives up its
 * oldest message, but messages of services and actions ("correlated") survive as long as there is
 * another one; a queue with backpressure gives up none and instead tells by {@link #isCongested}
 * that no more should be fetched.
 *
 * <p>A plain data structure: not thread-safe, never waits. It owns the inputs that it holds and
 * closes those that it gives up.
 */
final class EventScheduler {
  /** How many events other than inputs may wait; beyond it the oldest but {@code Stop} goes. */
  static final int MAX_OTHER_EVENTS = 1000;

  /** Told of the rare things that a user should hear about. */
  interface Notices {
    /** A message came for an input that the descriptor does not list; called once for each. */
    void unlistedInput(DataId input);

    /** A message of a service or action was lost because its queue holds nothing else. */
    void correlatedDropped(DataId input);

    /** More events other than inputs waited than are kept. */
    void eventDropped(Event event);
  }

  private final Map<DataId, Input> inputs = new LinkedHashMap<>();
  private final ArrayDeque<Event> others = new ArrayDeque<>();
  private final QueueRule unlisted;
  private final Notices notices;
  private long turns;
  private boolean closed;

  /** Returns a scheduler for the inputs of a node, which writes its notices to the log. */
  static EventScheduler of(NodeId node, Map<DataId, InputDescriptor> inputs) {
    Map<DataId, QueueRule> rules = new TreeMap<>();
    inputs.forEach((id, input) -> rules.put(id, QueueRule.of(input)));
    return new EventScheduler(rules, QueueRule.DEFAULT, new LoggedNotices(node));
  }

  /**
   * @param rules how messages wait on each input of the descriptor
   * @param unlisted how they wait on others
   */
  EventScheduler(Map<DataId, QueueRule> rules, QueueRule unlisted, Notices notices) {
    this.unlisted = unlisted;
    this.notices = notices;
    rules.forEach((id, rule) -> inputs.put(id, new Input(rule)));
  }

  /** Queues a message, or gives it up at once by the rules of its input. */
  void add(DataId id, ReceivedInput input) {
    if (closed) {
      input.close();
      return;
    }
    Input queue = inputs.get(id);
    if (queue == null) {
      queue = new Input(unlisted);
      inputs.put(id, queue);
      notices.unlistedInput(id);
    }
    if (queue.waiting.add(input) == InputQueue.Outcome.LOST_CORRELATED) {
      notices.correlatedDropped(id);
    }
  }

  /** Queues an event that is not an input. After {@link Event.Stop} nothing more is accepted. */
  void add(Event event) {
    if (closed) {
      return;
    }
    if (others.size() == MAX_OTHER_EVENTS) {
      notices.eventDropped(others.removeFirst());
    }
    others.addLast(event);
    if (event instanceof Event.Stop) {
      closed = true;
    }
  }

  /** Says that nothing more will be added: once all waiting events are taken, it is over. */
  void close() {
    closed = true;
  }

  /** Returns the next event, now owned by the caller, or null if none waits. */
  @Nullable Event poll() {
    if (!others.isEmpty()) {
      return others.removeFirst();
    }
    Input next = leastRecentlyServed();
    if (next == null) {
      return null;
    }
    next.lastServed = ++turns;
    return next.waiting.take();
  }

  /**
   * Takes a message out of turn, leaving all others where they wait.
   *
   * @return the first one that {@code wanted} accepts, now owned by the caller, or null
   */
  @Nullable ReceivedInput poll(Predicate<ReceivedInput> wanted) {
    for (Input input : inputs.values()) {
      ReceivedInput found = input.waiting.take(wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Input leastRecentlyServed() {
    Input best = null;
    for (Input input : inputs.values()) {
      if (!input.waiting.isEmpty() && (best == null || input.lastServed < best.lastServed)) {
        best = input;
      }
    }
    return best;
  }

  /** Returns whether an event waits. */
  boolean hasEvents() {
    return !others.isEmpty() || leastRecentlyServed() != null;
  }

  /** Returns whether nothing more will be added. */
  boolean isClosed() {
    return closed;
  }

  /** Returns whether no event waits and none will come. */
  boolean isFinished() {
    return closed && !hasEvents();
  }

  /**
   * Returns whether a queue with backpressure is full, so that nothing should be fetched.
   *
   * @param room how many times its capacity a queue may hold
   */
  boolean isCongested(int room) {
    for (Input input : inputs.values()) {
      if (input.waiting.isCongested(room)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many messages were given up per input since the last call, without zeros. */
  Map<DataId, Long> drainDropCounts() {
    Map<DataId, Long> counts = new LinkedHashMap<>();
    inputs.forEach((id, input) -> {
      long dropped = input.waiting.dropped() - input.dropsReported;
      if (dropped > 0) {
        counts.put(id, dropped);
        input.dropsReported += dropped;
      }
    });
    return counts;
  }

  /** Accepts nothing more and gives up all that waits. */
  void discardAll() {
    closed = true;
    others.clear();
    inputs.values().forEach(input -> input.waiting.discard());
  }

  /** One input: what waits, and when it had its last turn. */
  private static final class Input {
    private final InputQueue<ReceivedInput> waiting;
    private long lastServed;
    private long dropsReported;

    Input(QueueRule rule) {
      waiting = new InputQueue<>(rule);
    }
  }
}
