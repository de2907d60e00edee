package org.dora.node;

/** Whether messages are to be expected on an input. */
public enum InputState {
  /** Messages come, or may come again. */
  HEALTHY,
  /** Its producer has ended, or has been silent for longer than {@code input_timeout}. */
  CLOSED
}
