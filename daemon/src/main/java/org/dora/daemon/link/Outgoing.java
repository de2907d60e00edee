package org.dora.daemon.link;

import org.dora.common.daemonlink.DaemonEvent;

/** What waits in the {@link Outbox}. */
sealed interface Outgoing {
  /**
   * Something that has happened.
   *
   * @param weight the room that it takes; 0 for what always has room
   */
  record Event(DaemonEvent event, int weight) implements Outgoing {}

  /** The answer to a command of the present connection, as it is sent. */
  record Answer(byte[] frame) implements Outgoing {}
}
