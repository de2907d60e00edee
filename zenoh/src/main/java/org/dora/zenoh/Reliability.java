package org.dora.zenoh;

/** Whether the network may lose a message on its way between two sessions. */
public enum Reliability {
  BEST_EFFORT,
  RELIABLE
}
