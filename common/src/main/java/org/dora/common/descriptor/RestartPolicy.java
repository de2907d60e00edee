package org.dora.common.descriptor;

import java.util.List;
import java.util.Optional;

/** When a node that ended is started again. */
public enum RestartPolicy {
  NEVER("never"),
  ON_FAILURE("on-failure"),
  ALWAYS("always");

  static final List<String> NAMES = List.of("never", "on-failure", "always");

  private final String text;

  RestartPolicy(String text) {
    this.text = text;
  }

  /** The name in the descriptor. */
  public String text() {
    return text;
  }

  static Optional<RestartPolicy> of(String text) {
    return switch (text) {
      case "never" -> Optional.of(NEVER);
      case "on-failure" -> Optional.of(ON_FAILURE);
      case "always" -> Optional.of(ALWAYS);
      default -> Optional.empty();
    };
  }
}
