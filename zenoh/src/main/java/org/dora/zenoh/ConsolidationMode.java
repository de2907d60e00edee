package org.dora.zenoh;

/** Which replies to a query are handed on when several have the same key. */
public enum ConsolidationMode {
  /** {@link #LATEST}, or {@link #NONE} if the query asks for a range of time. */
  AUTO,
  /** All of them, as they come. */
  NONE,
  /** Each that is newer than what was handed on before, as they come. */
  MONOTONIC,
  /** The newest for each key, when all have come. */
  LATEST
}
