package org.dora.common.daemonlink;

import java.util.List;
import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.id.NodeId;

/** What a daemon runs of a dataflow, as it says after each connection. */
@Json
public record RunningDataflow(UUID dataflowId, List<NodeId> runningNodes) {}
