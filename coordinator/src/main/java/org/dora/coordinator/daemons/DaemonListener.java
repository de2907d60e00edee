package org.dora.coordinator.daemons;

import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.memory.Payload;

/** Who wants to know what happens at daemons. Called on the conductor. */
public interface DaemonListener {
  /** A daemon tells something; signs of life are not told. */
  void happened(ConnectedDaemon daemon, DaemonEvent event);

  /**
   * A daemon shows what was sent on an output.
   *
   * @param data retained by whoever needs it for longer
   */
  void shown(TopicDataFrame frame, Payload data);

  /** A daemon is gone, or taken to be. */
  void lost(ConnectedDaemon daemon);
}
