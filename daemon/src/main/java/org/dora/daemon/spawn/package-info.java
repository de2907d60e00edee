/**
 * Everything between a node's descriptor and the process to start: program, arguments, working
 * directory, environment. Knows nothing of the running dataflow; it blocks on files and programs,
 * so the conductor has virtual threads call {@link org.dora.daemon.spawn.NodePreparer}.
 */
@NullMarked
package org.dora.daemon.spawn;

import org.jspecify.annotations.NullMarked;
