package org.dora.common.descriptor;

import java.util.List;
import java.util.Optional;

/** What happens to a message for an input whose queue is full. */
public enum QueuePolicy {
  /** The oldest queued message gives way. */
  DROP_OLDEST("drop_oldest"),
  /** The queue is ten times larger; beyond that the producer waits. */
  BACKPRESSURE("backpressure");

  static final List<String> NAMES = List.of("drop_oldest", "backpressure");

  private final String text;

  QueuePolicy(String text) {
    this.text = text;
  }

  /** The name in the descriptor. */
  public String text() {
    return text;
  }

  static Optional<QueuePolicy> of(String text) {
    return switch (text) {
      case "drop_oldest" -> Optional.of(DROP_OLDEST);
      case "backpressure" -> Optional.of(BACKPRESSURE);
      default -> Optional.empty();
    };
  }
}
