package org.dora.daemon.spawn;

/**
 * A line to log about the preparation of a node.
 *
 * @param log where it goes, and how grave it is
 * @param text the released program's words where it has some
 */
public record SpawnNotice(Log log, String text) {
  /** Where a notice is logged. */
  public enum Log {
    /** A line of the node, target {@code spawner}, at level info. */
    NODE_INFO,
    /** A line of the node, target {@code spawner}, at level warn. */
    NODE_WARNING,
    /** A warning in the daemon's own log. */
    DAEMON_WARNING
  }
}
