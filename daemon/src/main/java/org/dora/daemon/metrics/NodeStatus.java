package org.dora.daemon.metrics;

/** How a node is, as users are shown it (daemon.md, section 15). */
public enum NodeStatus {
  /** It runs, or a dynamic node is connected. */
  RUNNING,
  /** It runs, but an input is taken for closed because nothing came for too long. */
  DEGRADED,
  /** It has ended and starts again soon. */
  RESTARTING,
  /** It has failed for good. */
  FAILED,
  /** It has ended well. */
  STOPPED
}
