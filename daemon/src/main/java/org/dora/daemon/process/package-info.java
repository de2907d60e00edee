/**
 * Child processes of the daemon: started by {@code posix_spawn}, reaped by {@code wait4}, their
 * output handed over line by line. The conductor starts and signals them; what happens to them
 * comes back through {@link org.dora.daemon.process.ProcessListener}.
 */
@NullMarked
package org.dora.daemon.process;

import org.jspecify.annotations.NullMarked;
