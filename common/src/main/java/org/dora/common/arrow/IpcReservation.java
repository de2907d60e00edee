package org.dora.common.arrow;

import java.lang.foreign.MemorySegment;
import org.dora.common.memory.Payload;

/**
 * A stream whose values are still to be written, in place.
 *
 * @param payload the whole stream, with one reference that the caller owns; complete but for the
 *     values
 * @param values the values' buffer within it: little-endian, no value null, content undefined
 */
public record IpcReservation(Payload payload, MemorySegment values) {}
