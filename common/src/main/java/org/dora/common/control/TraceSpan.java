package org.dora.common.control;

import java.util.List;
import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;
import org.jspecify.annotations.Nullable;

/**
 * One span of a trace.
 *
 * @param startTime milliseconds since the epoch
 */
@Json
public record TraceSpan(
    String traceId,
    @Unsigned(64) long spanId,
    @Unsigned(64) @Nullable Long parentSpanId,
    String name,
    String target,
    String level,
    @Unsigned(64) long startTime,
    @Unsigned(64) long durationUs,
    List<SpanField> fields) {}
