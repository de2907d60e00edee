/**
 * Arrow on payload memory: the allocation manager, and reading and writing of one-column IPC
 * streams where they lie. Used by the node API and by the daemon's log outputs.
 */
@NullMarked
package org.dora.common.arrow;

import org.jspecify.annotations.NullMarked;
