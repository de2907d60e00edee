package org.dora.zenoh;

/**
 * Names one publisher, subscriber or queryable in the whole network.
 *
 * @param zid its session
 * @param eid its number there; an unsigned 32-bit number
 */
public record EntityGlobalId(ZenohId zid, long eid) {}
