package org.dora.daemon.metrics;

/**
 * Which way the messages of an output went.
 *
 * @param throughDaemon those that came to the daemon ({@code SendMessage})
 * @param bytesThroughDaemon their payloads' bytes
 * @param direct those that producer and readers exchanged without it ({@code OutputSent}, which
 *     does not say how large they are)
 */
public record OutputCounts(long throughDaemon, long bytesThroughDaemon, long direct) {}
