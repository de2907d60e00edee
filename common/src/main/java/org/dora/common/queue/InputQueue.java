package org.dora.common.queue;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait on one input, oldest first, and the choice of those that are given up when
 * there are too many (node-protocol.md, section 16.3).
 *
 * <p>A full queue gives up its oldest ordinary message; those of services and actions
 * ("correlated") survive as long as there is another one. A queue with backpressure gives up none:
 * it may be filled beyond its capacity, and who fills it looks at {@link #isCongested()} first.
 *
 * <p>Not thread-safe, never waits.
 *
 * @param <M> messages, owned by the queue until they are taken or given up
 */
public final class InputQueue<M extends QueuedMessage> {
  private final QueueRule rule;
  private final ArrayDeque<M> messages = new ArrayDeque<>();
  private int correlated;
  private long dropped;

  /**
   * @param rule how messages wait here
   */
  public InputQueue(QueueRule rule) {
    this.rule = rule;
  }

  /** What became of the messages when one was added. */
  public enum Outcome {
    /** It waits; ordinary messages may have been given up for it. */
    QUEUED,
    /** It waits, and a message of a service or action was given up for it. */
    LOST_CORRELATED,
    /** It was given up itself: nothing but messages of services and actions waits. */
    REFUSED
  }

  /** Queues a message; one with {@code flush} empties the queue of ordinary ones first. */
  public Outcome add(M message) {
    if (message.isFlush()) {
      flush();
    }
    Outcome outcome = Outcome.QUEUED;
    if (!rule.backpressure() && messages.size() >= rule.capacity() && !dropOldestOrdinary()) {
      if (!message.isCorrelated()) {
        dropped++;
        message.giveUp();
        return Outcome.REFUSED;
      }
      outcome = Outcome.LOST_CORRELATED;
      dropped++;
      take().giveUp();
    }
    messages.addLast(message);
    correlated += message.isCorrelated() ? 1 : 0;
    return outcome;
  }

  /** Gives up all ordinary messages. */
  public void flush() {
    while (dropOldestOrdinary()) {
      // until none is left
    }
  }

  /** Gives up the oldest ordinary message; false if there is none. */
  public boolean dropOldestOrdinary() {
    if (!hasOrdinary()) {
      return false;
    }
    Iterator<M> oldestFirst = messages.iterator();
    M candidate = oldestFirst.next();
    while (candidate.isCorrelated()) {
      candidate = oldestFirst.next();
    }
    oldestFirst.remove();
    dropped++;
    candidate.giveUp();
    return true;
  }

  /** Returns whether a message waits that is given up before those of services and actions. */
  public boolean hasOrdinary() {
    return correlated < messages.size();
  }

  /** Returns the oldest message, or null if none waits. */
  public @Nullable M peek() {
    return messages.peekFirst();
  }

  /**
   * Takes the oldest message, now owned by the caller.
   *
   * @throws NoSuchElementException if none waits
   */
  public M take() {
    M oldest = messages.removeFirst();
    correlated -= oldest.isCorrelated() ? 1 : 0;
    return oldest;
  }

  /**
   * Takes a message out of turn, leaving all others where they wait.
   *
   * @return the oldest one that {@code wanted} accepts, now owned by the caller, or null
   */
  public @Nullable M take(Predicate<? super M> wanted) {
    Iterator<M> oldestFirst = messages.iterator();
    while (oldestFirst.hasNext()) {
      M candidate = oldestFirst.next();
      if (wanted.test(candidate)) {
        oldestFirst.remove();
        correlated -= candidate.isCorrelated() ? 1 : 0;
        return candidate;
      }
    }
    return null;
  }

  /** Gives up all messages, without counting them as dropped. */
  public void discard() {
    while (!messages.isEmpty()) {
      take().giveUp();
    }
  }

  /** Returns whether no message waits. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }

  /** Returns how many messages wait. */
  public int size() {
    return messages.size();
  }

  /** Returns how many messages were given up so far because the reader is slow, or by a flush. */
  public long dropped() {
    return dropped;
  }

  /** Returns whether the queue is one with backpressure and full, so that no more should come. */
  public boolean isCongested() {
    return isCongested(1);
  }

  /**
   * Returns whether the queue is one with backpressure and holds so much that no more should come.
   *
   * @param room how many times its capacity it may hold
   */
  public boolean isCongested(int room) {
    return rule.backpressure() && messages.size() >= (long) room * rule.capacity();
  }

  /** Returns how messages wait here. */
  public QueueRule rule() {
    return rule;
  }
}
