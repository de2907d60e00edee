package org.dora.common.queue;

import org.dora.common.descriptor.InputDescriptor;

/**
 * How messages wait on one input.
 *
 * @param capacity how many may wait, one or more
 * @param backpressure whether producers are held back instead of messages given up
 */
public record QueueRule(int capacity, boolean backpressure) {
  /** For inputs that the descriptor does not list. */
  public static final QueueRule DEFAULT = new QueueRule(InputDescriptor.DEFAULT_QUEUE_SIZE, false);

  /** Returns the rule that an input of the descriptor asks for. */
  public static QueueRule of(InputDescriptor input) {
    return switch (input.effectivePolicy()) {
      case DROP_OLDEST -> new QueueRule(input.capacity(), false);
      case BACKPRESSURE -> new QueueRule(input.capacity(), true);
    };
  }
}
