package org.dora.coordinator.dataflow;

import org.dora.common.control.BinaryFrame;

/** Somebody who looks at outputs. Nothing here waits. */
public interface TopicSubscriber {
  /** Whether it is of our own suite. */
  boolean isOurs();

  /** Sends what has happened on an output, unless the subscriber is too slow for it. */
  void send(BinaryFrame frame);
}
