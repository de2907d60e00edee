package org.dora.daemon.direct;

/** What is still on its way from a producer to those who read from it directly. */
public enum LinkState {
  /** Nothing, and nothing will come: each reader has read to the end and hung up. */
  GONE,

  /** Nothing that can be seen; also if nothing can be seen at all. */
  IDLE,

  /** Bytes that some reader has not read, or has not been sent, or is dealing with. */
  BUSY
}
