package org.dora.coordinator.dataflow;

import java.util.UUID;
import org.dora.common.memory.Payload;

/** Somebody who looks at outputs. Nothing here waits. */
public interface TopicSubscriber {
  /** Whether it is of our own suite. */
  boolean isOurs();

  /**
   * Sends what has happened on an output, unless the subscriber is too slow for it.
   *
   * @param subscription in whose name
   * @param data retained by whoever needs it for longer
   */
  void send(UUID subscription, Payload data);
}
