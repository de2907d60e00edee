package org.dora.zenoh;

/** Which of the queryables whose key matches are asked. */
public enum QueryTarget {
  /** One that is complete for the key if there is one, otherwise all. */
  BEST_MATCHING,
  ALL,
  /** All that are complete for the key. */
  ALL_COMPLETE
}
