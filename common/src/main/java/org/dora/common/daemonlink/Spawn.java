package org.dora.common.daemonlink;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.codec.Omit;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon is to start of a dataflow.
 *
 * @param buildId the build that its nodes come from; null without one
 * @param localWorkingDir folder of the dataflow on the daemon's machine; null for one of its own
 * @param nodes all nodes of the dataflow
 * @param spawnNodes those of this daemon
 * @param uv whether Python commands go through {@code uv}
 * @param writeEventsTo folder in which nodes record their events; null for none
 * @param artifactBaseUrl where built programs could be fetched; the released coordinator never says
 */
@Json
public record Spawn(
    @Nullable UUID buildId,
    UUID sessionId,
    UUID dataflowId,
    @Nullable String localWorkingDir,
    SortedMap<NodeId, ResolvedNode> nodes,
    Descriptor dataflowDescriptor,
    SortedSet<NodeId> spawnNodes,
    boolean uv,
    @Nullable String writeEventsTo,
    @Omit @Nullable String artifactBaseUrl) {}
