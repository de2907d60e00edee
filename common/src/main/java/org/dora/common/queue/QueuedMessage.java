package org.dora.common.queue;

/** What waits in an {@link InputQueue}. */
public interface QueuedMessage {
  /** Returns whether it belongs to a service call or an action, and is thus given up last. */
  boolean isCorrelated();

  /** Returns whether it makes all that waits before it obsolete. */
  boolean isFlush();

  /** Called once if the message is never to be taken. */
  void giveUp();
}
