/** Runs dataflows on one machine: spawns and supervises nodes and routes their messages. */
@NullMarked
package org.dora.daemon;

import org.jspecify.annotations.NullMarked;
