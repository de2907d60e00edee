package org.dora.zenoh.transport;

import java.time.Duration;

/**
 * How long a sender waits for room on a full link.
 *
 * @param limit the longest wait for one message
 * @param thenClose whether the link is given up after that, instead of only the message
 */
public record Patience(Duration limit, boolean thenClose) {}
