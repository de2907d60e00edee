package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.schedule.Deadlines;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.store.Store;
import org.dora.coordinator.trace.Traces;

/**
 * What everything about dataflows is done with.
 *
 * @param conductor runs what comes back from the store
 * @param traces remembers what is done
 * @param spawnLimit how long daemons may take to start processes
 * @param buildLimit how long daemons may take over a build
 * @param respawnBackoff least time from one start of what a daemon has lost to the next
 */
public record Context(
    Daemons daemons,
    Placement placement,
    Store store,
    Executor conductor,
    Deadlines deadlines,
    HybridLogicalClock clock,
    InstantSource time,
    Traces traces,
    Duration spawnLimit,
    Duration buildLimit,
    Duration respawnBackoff) {
  /** Returns the conductor, whose work is a part of what is being done now. */
  Executor continuing() {
    return traces.carriedOn(conductor);
  }
}
