package org.dora.daemon.dataflow;

import java.time.Instant;
import org.dora.daemon.log.NodeFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a node ended.
 *
 * @param time when
 * @param failure what was wrong, or null if nothing was
 */
public record NodeResult(Instant time, @Nullable NodeFailure failure) {}
