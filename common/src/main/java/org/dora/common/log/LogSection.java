package org.dora.common.log;

import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a node's stored log is asked for.
 *
 * @param from where the part before ended, {@link LogPart#next}; null for the first
 * @param most bytes of the part
 */
@Json
public record LogSection(@Nullable String from, @Unsigned(32) long most) {}
