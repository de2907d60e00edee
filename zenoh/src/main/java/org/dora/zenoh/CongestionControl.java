package org.dora.zenoh;

/** What becomes of a message when the way to its receiver is full. */
public enum CongestionControl {
  /** It is dropped after a short wait, and counted. */
  DROP,
  /** Its sender waits, for a bounded time. */
  BLOCK,
  /** The first such message waits, those behind it are dropped meanwhile. */
  BLOCK_FIRST
}
