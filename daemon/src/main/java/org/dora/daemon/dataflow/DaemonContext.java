package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeRequests;
import org.dora.daemon.log.LogWriter;
import org.jspecify.annotations.Nullable;

/**
 * What all dataflows of a daemon share.
 *
 * @param id of the daemon
 * @param clock stamps what the daemon says
 * @param deadlines the conductor's timed actions
 * @param conductor where connections bring requests
 * @param log where users read what happens
 * @param finishGrace how long the last nodes of a dataflow may go on; null for as long as they want
 */
public record DaemonContext(
    UUID id,
    HybridLogicalClock clock,
    Deadlines deadlines,
    NodeRequests conductor,
    LogWriter log,
    @Nullable Duration finishGrace) {}
