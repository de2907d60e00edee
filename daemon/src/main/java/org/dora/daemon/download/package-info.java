/**
 * Downloads single files: programs of nodes, and dataflows that are given by address. Used when
 * nodes are prepared and by the commands.
 */
@NullMarked
package org.dora.daemon.download;

import org.jspecify.annotations.NullMarked;
