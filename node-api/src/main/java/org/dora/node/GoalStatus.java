package org.dora.node;

import java.util.Optional;

/** How a goal of an action has ended (node-protocol.md, section 8). */
public enum GoalStatus {
  /** The goal was reached. */
  SUCCEEDED("succeeded"),
  /** The server gave up. */
  ABORTED("aborted"),
  /** The server stopped because the client asked for it. */
  CANCELED("canceled");

  private final String text;

  GoalStatus(String text) {
    this.text = text;
  }

  /** Returns the word in the metadata key {@code goal_status}. */
  public String text() {
    return text;
  }

  /** Returns the status of that word, in small letters; empty if none is called so. */
  public static Optional<GoalStatus> of(String text) {
    for (GoalStatus status : values()) {
      if (status.text.equals(text)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
