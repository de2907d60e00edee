/**
 * Log messages of nodes and daemons: the record that travels to consoles, files and coordinators,
 * its JSON form, and the reading of what a node prints. Used by daemon, coordinator and CLI.
 */
@NullMarked
package org.dora.common.log;

import org.jspecify.annotations.NullMarked;
