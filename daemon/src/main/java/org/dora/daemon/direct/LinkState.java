package org.dora.daemon.direct;

/** What is still on its way on the links from a producer to those who read from it directly. */
public enum LinkState {
  /** Nothing, and nothing will come: each reader has read to the end and hung up. */
  GONE,

  /**
   * Nothing in the kernel; what was read last may still be dealt with. Also if nothing is known.
   */
  IDLE,

  /** Bytes that some reader has not read, or has not been sent. */
  BUSY
}
