package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;

/** What a daemon has counted since its start. */
@Json
public record FaultStats(
    @Unsigned(64) long restarts,
    @Unsigned(64) long healthCheckKills,
    @Unsigned(64) long inputTimeouts,
    @Unsigned(64) long circuitBreakerRecoveries) {}
