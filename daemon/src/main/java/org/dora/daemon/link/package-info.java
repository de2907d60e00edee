/**
 * The daemon's end of the link to the coordinator: registers, does what the coordinator asks, and
 * tells what happens, over all losses of the connection. Used by the command {@code dora daemon};
 * nothing here is ever waited for by what carries messages.
 */
@NullMarked
package org.dora.daemon.link;

import org.jspecify.annotations.NullMarked;
