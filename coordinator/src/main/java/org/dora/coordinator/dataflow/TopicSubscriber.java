package org.dora.coordinator.dataflow;

import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.memory.Payload;

/** Somebody who looks at outputs. Nothing here waits. */
public interface TopicSubscriber {
  /** Whether it is of our own suite. */
  boolean isOurs();

  /**
   * Sends what has happened on an output, unless the subscriber is too slow for it.
   *
   * @param viewer in whose name, and what it has not been sent since the last time
   * @param data retained by whoever needs it for longer
   * @return whether it is sent
   */
  boolean send(TopicViewer viewer, Payload data);
}
