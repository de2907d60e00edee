package org.dora.node;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dora.common.config.NodeConfig;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;
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

  /**
   * How messages wait on one input.
   *
   * @param capacity how many may wait, one or more
   * @param backpressure whether producers are held back instead of messages given up
   */
  record QueueRule(int capacity, boolean backpressure) {
    /** For inputs that the descriptor does not list. */
    static final QueueRule DEFAULT = new QueueRule(InputDescriptor.DEFAULT_QUEUE_SIZE, false);

    static QueueRule of(InputDescriptor input) {
      return switch (input.effectivePolicy()) {
        case DROP_OLDEST -> new QueueRule(input.capacity(), false);
        case BACKPRESSURE -> new QueueRule(input.capacity(), true);
      };
    }
  }

  /** Told of the rare things that a user should hear about. */
  interface Notices {
    /** A message came for an input that the descriptor does not list; called once for each. */
    void unlistedInput(DataId input);

    /** A message of a service or action was lost because its queue holds nothing else. */
    void correlatedDropped(DataId input);

    /** More events other than inputs waited than are kept. */
    void eventDropped(Event event);
  }

  private final Map<DataId, InputQueue> inputs = new LinkedHashMap<>();
  private final ArrayDeque<Event> others = new ArrayDeque<>();
  private final Notices notices;
  private long turns;
  private int waitingInputs;
  private boolean closed;

  /** Returns a scheduler for the inputs of a node, which writes its notices to the log. */
  static EventScheduler of(NodeConfig config) {
    Map<DataId, QueueRule> rules = new TreeMap<>();
    config.runConfig().inputs().forEach((id, input) -> rules.put(id, QueueRule.of(input)));
    return new EventScheduler(rules, new LoggedNotices(config.nodeId()));
  }

  /**
   * @param rules how messages wait on each input of the descriptor
   */
  EventScheduler(Map<DataId, QueueRule> rules, Notices notices) {
    this.notices = notices;
    rules.forEach((id, rule) -> inputs.put(id, new InputQueue(id, rule)));
  }

  /** Queues a message, or gives it up at once by the rules of its input. */
  void add(DataId id, ReceivedInput input) {
    if (closed) {
      input.close();
      return;
    }
    InputQueue queue = inputs.get(id);
    if (queue == null) {
      queue = new InputQueue(id, QueueRule.DEFAULT);
      inputs.put(id, queue);
      notices.unlistedInput(id);
    }
    queue.add(input);
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
    InputQueue next = leastRecentlyServed();
    if (next == null) {
      return null;
    }
    next.lastServed = ++turns;
    return next.take();
  }

  /**
   * Takes a message out of turn, leaving all others where they wait.
   *
   * @return the first one that {@code wanted} accepts, now owned by the caller, or null
   */
  @Nullable ReceivedInput poll(Predicate<ReceivedInput> wanted) {
    for (InputQueue queue : inputs.values()) {
      ReceivedInput found = queue.take(wanted);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable InputQueue leastRecentlyServed() {
    InputQueue best = null;
    if (waitingInputs > 0) {
      for (InputQueue queue : inputs.values()) {
        if (!queue.isEmpty() && (best == null || queue.lastServed < best.lastServed)) {
          best = queue;
        }
      }
    }
    return best;
  }

  /** Returns whether an event waits. */
  boolean hasEvents() {
    return !others.isEmpty() || waitingInputs > 0;
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
    for (InputQueue queue : inputs.values()) {
      if (queue.isCongested(room)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many messages were given up per input since the last call, without zeros. */
  Map<DataId, Long> drainDropCounts() {
    Map<DataId, Long> counts = new LinkedHashMap<>();
    for (InputQueue queue : inputs.values()) {
      if (queue.dropped > 0) {
        counts.put(queue.id, queue.dropped);
        queue.dropped = 0;
      }
    }
    return counts;
  }

  /** Accepts nothing more and gives up all that waits. */
  void discardAll() {
    closed = true;
    others.clear();
    inputs.values().forEach(InputQueue::discard);
  }

  /** The messages that wait on one input, oldest first. */
  private final class InputQueue {
    private final DataId id;
    private final QueueRule rule;
    private final ArrayDeque<ReceivedInput> messages = new ArrayDeque<>();
    private int correlated;
    private long lastServed;
    private long dropped;

    InputQueue(DataId id, QueueRule rule) {
      this.id = id;
      this.rule = rule;
    }

    boolean isEmpty() {
      return messages.isEmpty();
    }

    boolean isCongested(int room) {
      return rule.backpressure && messages.size() >= (long) room * rule.capacity;
    }

    void add(ReceivedInput input) {
      if (input.isFlush()) {
        flush();
      }
      if (!rule.backpressure && messages.size() >= rule.capacity && !makeRoomFor(input)) {
        dropped++;
        input.close();
        return;
      }
      messages.addLast(input);
      waitingInputs++;
      correlated += input.isCorrelated() ? 1 : 0;
    }

    /** Gives up one message for {@code newcomer}; false if the newcomer has to go itself. */
    private boolean makeRoomFor(ReceivedInput newcomer) {
      if (correlated < messages.size()) {
        giveUpOldestOrdinary();
        return true;
      }
      if (!newcomer.isCorrelated()) {
        return false;
      }
      notices.correlatedDropped(id);
      dropped++;
      take().close();
      return true;
    }

    private void giveUpOldestOrdinary() {
      Iterator<ReceivedInput> oldestFirst = messages.iterator();
      ReceivedInput candidate = oldestFirst.next();
      while (candidate.isCorrelated()) {
        candidate = oldestFirst.next();
      }
      oldestFirst.remove();
      leaves(candidate);
      dropped++;
      candidate.close();
    }

    /** Takes the oldest message. */
    ReceivedInput take() {
      return leaves(messages.removeFirst());
    }

    @Nullable ReceivedInput take(Predicate<ReceivedInput> wanted) {
      Iterator<ReceivedInput> oldestFirst = messages.iterator();
      while (oldestFirst.hasNext()) {
        ReceivedInput candidate = oldestFirst.next();
        if (wanted.test(candidate)) {
          oldestFirst.remove();
          return leaves(candidate);
        }
      }
      return null;
    }

    private ReceivedInput leaves(ReceivedInput message) {
      waitingInputs--;
      correlated -= message.isCorrelated() ? 1 : 0;
      return message;
    }

    /** A message with {@code flush} makes what waits before it obsolete. */
    private void flush() {
      while (correlated < messages.size()) {
        giveUpOldestOrdinary();
      }
    }

    void discard() {
      while (!messages.isEmpty()) {
        take().close();
      }
    }
  }
}
