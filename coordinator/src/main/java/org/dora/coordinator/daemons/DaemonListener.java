package org.dora.coordinator.daemons;

import org.dora.common.daemonlink.DaemonEvent;

/** Who wants to know what happens at daemons. Called on the conductor. */
public interface DaemonListener {
  /** A daemon tells something; signs of life are not told. */
  void happened(ConnectedDaemon daemon, DaemonEvent event);

  /** A daemon is gone, or taken to be. */
  void lost(ConnectedDaemon daemon);
}
