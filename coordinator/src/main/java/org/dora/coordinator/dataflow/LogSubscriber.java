package org.dora.coordinator.dataflow;

/** Somebody who follows log messages. */
public interface LogSubscriber {
  /** Takes a frame of the control link. */
  void send(byte[] frame);

  /** Returns whether the follower has left. */
  boolean isGone();
}
