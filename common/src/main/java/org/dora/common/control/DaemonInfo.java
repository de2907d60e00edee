package org.dora.common.control;

import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.id.DaemonId;
import org.jspecify.annotations.Nullable;

/** A connected daemon. */
@Json
public record DaemonInfo(
    DaemonId daemonId, @Unsigned(64) long lastHeartbeatAgoMs, @Nullable FaultStats ftStats) {}
