package org.dora.node;

import org.dora.common.id.DataId;

/** Where the thread that reads a node's events puts them. */
interface EventSink {
  /** Takes a message over. */
  void add(DataId id, ReceivedInput input);

  void add(Event event);

  /** Says that nothing more will be added. */
  void close();

  /** Gives up all that waits and whatever is still added; wakes whoever waits. */
  void discard();

  /**
   * Waits until no queue with backpressure is full.
   *
   * @return false if nobody takes events any more
   */
  boolean awaitRoom() throws InterruptedException;
}
