package org.dora.common.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Whether and how fast a node that ended is started again.
 *
 * @param policy when
 * @param maxRestarts how often at most within the window; 0 is unlimited
 * @param delay before the first restart; doubles with each further one
 * @param maxDelay the longest delay
 * @param window span in which restarts are counted; null counts all
 */
public record RestartSettings(
    RestartPolicy policy,
    long maxRestarts,
    @Nullable Seconds delay,
    @Nullable Seconds maxDelay,
    @Nullable Seconds window) {}
