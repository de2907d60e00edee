/**
 * What a daemon keeps outside its own process, and how the next one of the same user ends and
 * removes what is left of one that was killed. Used by the daemon when it starts, and by the parts
 * of it that start processes and write files for nodes.
 */
@NullMarked
package org.dora.daemon.cleanup;

import org.jspecify.annotations.NullMarked;
