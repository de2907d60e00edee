package org.dora.common.daemonlink;

import java.util.UUID;

/**
 * Somebody to whom a message on an output is shown.
 *
 * @param subscription in whose name
 * @param leftOut how many messages were not shown since the one before, for want of room on the way
 */
public record TopicViewer(UUID subscription, int leftOut) {}
