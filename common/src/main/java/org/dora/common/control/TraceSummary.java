package org.dora.common.control;

import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;

/**
 * One trace of the coordinator.
 *
 * @param startTime milliseconds since the epoch
 */
@Json
public record TraceSummary(
    String traceId,
    String rootSpanName,
    @Unsigned(64) long spanCount,
    @Unsigned(64) long startTime,
    @Unsigned(64) long totalDurationUs) {}
