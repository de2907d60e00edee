package org.dora.cli.system;

/** What asking an address for its coordinator's health has shown. */
sealed interface CoordinatorState {
  /**
   * Nothing listens there, or it cannot be reached.
   *
   * @param reason such as {@code Connection refused}
   */
  record Unreachable(String reason) implements CoordinatorState {}

  /** Something listens, but says nothing. */
  record Silent() implements CoordinatorState {}

  /**
   * Something listens that is no coordinator.
   *
   * @param answer the first line of what it said
   */
  record Foreign(String answer) implements CoordinatorState {}

  /** A coordinator says that it is well. */
  record Healthy() implements CoordinatorState {}
}
