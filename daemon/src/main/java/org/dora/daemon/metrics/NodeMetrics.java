package org.dora.daemon.metrics;

/**
 * A node and what it takes of the machine.
 *
 * @param node what the daemon knows of it
 * @param usage of its process and all descendants; {@link ResourceUsage#NONE} without a process
 */
public record NodeMetrics(NodeSnapshot node, ResourceUsage usage) {}
