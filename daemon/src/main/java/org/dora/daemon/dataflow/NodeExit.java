package org.dora.daemon.dataflow;

import org.dora.daemon.process.ExitStatus;

/**
 * The end of a node's process.
 *
 * @param status how it ended
 * @param stderr what it last printed to stderr, as a failure report shows it; empty if nothing
 */
public record NodeExit(ExitStatus status, String stderr) {}
