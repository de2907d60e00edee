package org.dora.coordinator.dataflow;

import java.util.Objects;
import org.dora.common.id.DaemonId;
import org.dora.coordinator.daemons.ConnectedDaemon;

/**
 * Whose nodes a daemon takes over. One with a key keeps its id, a named one its name; of released
 * ones without a name nobody can tell, but one that runs nothing is most likely the one that died
 * on the same machine.
 */
final class Succession {
  /** What ids are that the coordinator makes up, for daemons without a key. */
  private static final int MADE_UP = 7;

  private Succession() {}

  /**
   * Whether a daemon is to run a part that is lost.
   *
   * @param runsNothing whether it has reported no dataflow at all
   */
  static boolean follows(ConnectedDaemon daemon, Part lost, boolean runsNothing) {
    DaemonId id = daemon.id();
    DaemonId before = lost.daemon();
    if (id.equals(before)) {
      return true;
    }
    if (before.machineId() != null || id.machineId() != null) {
      return Objects.equals(before.machineId(), id.machineId());
    }
    return runsNothing && isMadeUp(before) && lost.mayHaveBeenAt(daemon.address().getAddress());
  }

  /**
   * Whether two ids may be the same released daemon, whose old connection is not yet known to be
   * gone.
   */
  static boolean mayBeOne(DaemonId one, DaemonId other) {
    return Objects.equals(one.machineId(), other.machineId()) && isMadeUp(one) && isMadeUp(other);
  }

  private static boolean isMadeUp(DaemonId id) {
    return id.uuid().version() == MADE_UP;
  }
}
