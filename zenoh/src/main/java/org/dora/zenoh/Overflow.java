package org.dora.zenoh;

/** What becomes of what is received while a receiver is slower than its sender. */
public enum Overflow {
  /**
   * The link is not read meanwhile, so that its sender feels it, for at most five seconds; then
   * what comes is dropped, and counted, until half of the queue is free.
   */
  WAIT,
  /** The oldest waiting is dropped, and counted. */
  DROP_OLDEST
}
