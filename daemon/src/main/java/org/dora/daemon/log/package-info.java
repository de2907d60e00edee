/**
 * What nodes print and what the daemon says of them, on its way to log files and consoles, and the
 * texts that explain why a node failed. Called by the conductor and by the readers of node output.
 */
@NullMarked
package org.dora.daemon.log;

import org.jspecify.annotations.NullMarked;
