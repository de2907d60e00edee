package org.dora.coordinator.store;

import java.time.Instant;
import java.util.UUID;
import org.dora.common.clock.HlcTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow as it is kept.
 *
 * @param created to the millisecond
 * @param launch what it was started with; its descriptor is the one that runs now
 * @param isReady whether its nodes were let go at the start
 * @param stop how it was told to stop; null if it was not, or has ended
 * @param ended when it ended, if it did
 */
public record SavedDataflow(
    UUID id,
    String name,
    Instant created,
    Launch launch,
    SavedNodes nodes,
    SavedState state,
    boolean isReady,
    @Nullable StopOrder stop,
    @Nullable HlcTimestamp ended) {}
