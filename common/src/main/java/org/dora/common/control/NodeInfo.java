package org.dora.common.control;

import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.daemonlink.NetworkMetrics;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One node of a running dataflow.
 *
 * @param metrics null until its daemon has measured
 * @param network of its dataflow; null without exchange between daemons
 */
@Json
public record NodeInfo(
    UUID dataflowId,
    @Nullable String dataflowName,
    NodeId nodeId,
    DaemonId daemonId,
    @Nullable NodeMetricsInfo metrics,
    @Nullable NetworkMetrics network) {}
