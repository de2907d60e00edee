/**
 * Builds the nodes of a dataflow on this machine: git checkouts, Python environments, build
 * commands. Used by {@code dora build} and {@code dora run}; blocks, so it is nothing for a
 * conductor.
 */
@NullMarked
package org.dora.daemon.build;

import org.jspecify.annotations.NullMarked;
