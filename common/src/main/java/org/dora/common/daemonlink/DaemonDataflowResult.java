package org.dora.common.daemonlink;

import java.util.SortedMap;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Json;
import org.dora.common.id.NodeId;

/** How those nodes of a dataflow ended that one daemon ran. */
@Json
public record DaemonDataflowResult(
    HlcTimestamp timestamp, SortedMap<NodeId, Outcome<NodeError>> nodeResults) {}
