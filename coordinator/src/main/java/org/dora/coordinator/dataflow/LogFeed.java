package org.dora.coordinator.dataflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dora.common.control.ControlLink;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;
import org.dora.common.metrics.LogLineCounts;

/**
 * Log messages on their way to those who follow them. What comes before the first follower is kept
 * for it (control-protocol.md, section 18).
 */
final class LogFeed {
  private static final int KEPT = 10_000;

  private record Follower(LogSubscriber subscriber, LogFilter filter) {}

  private record Message(LogLevel level, byte[] frame) {}

  private final List<Follower> followers = new ArrayList<>();
  private final Deque<Message> kept = new ArrayDeque<>();
  private final LogLineCounts counts = new LogLineCounts();
  private boolean keeps = true;

  /** Passes a message on; it is encoded only if somebody gets it, now or later. */
  void publish(LogMessage message) {
    counts.add(message);
    followers.removeIf(follower -> follower.subscriber.isGone());
    if (!followers.isEmpty()) {
      Message encoded = encoded(message);
      followers.forEach(follower -> pass(encoded, follower));
    } else if (keeps && kept.size() < KEPT) {
      kept.add(encoded(message));
    }
  }

  /** Returns how many messages there were. */
  LogLineCounts counts() {
    return counts;
  }

  private static Message encoded(LogMessage message) {
    return new Message(message.level(), ControlLink.log(message));
  }

  /** Lets {@code subscriber} follow from now on; the first one gets what was kept. */
  void follow(LogSubscriber subscriber, LogFilter filter) {
    Follower follower = new Follower(subscriber, filter);
    followers.add(follower);
    keeps = false;
    for (Message message = kept.poll(); message != null; message = kept.poll()) {
      pass(message, follower);
    }
  }

  /** Nothing comes any more, and nobody can follow: forgets followers and what was kept. */
  void end() {
    followers.clear();
    kept.clear();
    keeps = false;
  }

  private static void pass(Message message, Follower follower) {
    if (follower.filter.admits(message.level)) {
      follower.subscriber.send(message.frame);
    }
  }
}
