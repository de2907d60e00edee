package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.SourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a key (§5).
 *
 * @param parameters the part of the selector after {@code ?}
 * @param value what the query brings along
 */
public record QueryBody(
    ConsolidationMode consolidation,
    String parameters,
    @Nullable SourceInfo source,
    @Nullable Value value,
    @Nullable MemorySegment attachment) {

  /** A payload and what it is. */
  public record Value(Encoding encoding, MemorySegment payload) {}
}
