/**
 * What each node takes of the machine and what waits for it, for {@code dora top} and its like.
 * Measured on a thread of its own, and only when somebody asks; {@link org.dora.daemon.Daemon} says
 * who.
 */
@NullMarked
package org.dora.daemon.metrics;

import org.jspecify.annotations.NullMarked;
