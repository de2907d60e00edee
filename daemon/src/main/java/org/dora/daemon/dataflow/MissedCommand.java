package org.dora.daemon.dataflow;

/**
 * A command that could not be brought to the daemon in time.
 *
 * @param sequence its place among all commands for the dataflow, from 1
 */
public record MissedCommand(long sequence, DataflowCommand command) {}
