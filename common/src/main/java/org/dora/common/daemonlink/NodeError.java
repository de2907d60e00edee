package org.dora.common.daemonlink;

import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Json;

/** When, why and how a node failed. */
@Json
public record NodeError(HlcTimestamp timestamp, NodeErrorCause cause, NodeExitStatus exitStatus) {}
