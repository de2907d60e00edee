package org.dora.common.descriptor;

import org.dora.common.DoraException;

/** Something in a node that leads nowhere, so that it is not clear what the node is wired to. */
final class UnresolvableException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key the keys that lead from the node to the place, {@code ros2.topics[1].input}
   */
  UnresolvableException(String message, String key) {
    super(message);
    this.key = key;
  }

  String key() {
    return key;
  }
}
