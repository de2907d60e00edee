package org.dora.node;

/**
 * What a loop over a dataflow and another source is given.
 *
 * @param <T> what the other source gives
 */
public sealed interface MergedEvent<T> {
  /** An event of the dataflow. */
  record Dora<T>(Event event) implements MergedEvent<T> {}

  /** A value of the other source. */
  record External<T>(T value) implements MergedEvent<T> {}
}
