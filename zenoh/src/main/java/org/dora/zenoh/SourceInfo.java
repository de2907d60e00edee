package org.dora.zenoh;

/**
 * Which publisher a sample is from and at which place of that publisher's sequence.
 *
 * @param source the publisher
 * @param sequence counts from 0; an unsigned 32-bit number
 */
public record SourceInfo(EntityGlobalId source, long sequence) {}
