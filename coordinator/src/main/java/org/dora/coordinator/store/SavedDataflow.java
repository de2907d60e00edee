package org.dora.coordinator.store;

import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.dora.common.control.DataflowResult;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow as it is kept.
 *
 * @param launch what it was started with; its descriptor is the one that runs now
 * @param places which daemon runs which node
 * @param isReady whether its nodes were let go at the start
 * @param result how its nodes ended, if they did
 */
public record SavedDataflow(
    UUID id,
    String name,
    Launch launch,
    SortedMap<NodeId, DaemonId> places,
    SavedState state,
    boolean isReady,
    @Nullable DataflowResult result,
    Instant created) {}
