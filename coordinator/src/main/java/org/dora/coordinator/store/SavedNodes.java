package org.dora.coordinator.store;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;

/**
 * A dataflow's nodes as they are kept.
 *
 * @param places which daemon runs which
 * @param stopped those that a user has stopped, which are not to be started again
 * @param results how those ended of which it is known
 * @param exitedEarly those that ended before they had subscribed, for which others must not wait
 */
public record SavedNodes(
    SortedMap<NodeId, DaemonId> places,
    SortedSet<NodeId> stopped,
    SortedMap<NodeId, Outcome<NodeError>> results,
    List<NodeId> exitedEarly) {}
