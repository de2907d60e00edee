package org.dora.common.daemonlink;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon is to build of a dataflow.
 *
 * @param localWorkingDir folder of the dataflow on the daemon's machine; null for one of its own
 * @param gitSources the commits to build from, of the nodes of this daemon
 * @param prevGitSources those of the last build
 * @param nodesOnMachine nodes of this daemon
 * @param uv whether Python commands go through {@code uv}
 */
@Json
public record Build(
    UUID buildId,
    UUID sessionId,
    @Nullable String localWorkingDir,
    SortedMap<NodeId, GitSource> gitSources,
    SortedMap<NodeId, GitSource> prevGitSources,
    Descriptor dataflowDescriptor,
    SortedSet<NodeId> nodesOnMachine,
    boolean uv) {}
