/** The daemon's metrics for Prometheus, on a port of their own; started by {@code dora daemon}. */
@NullMarked
package org.dora.daemon.prometheus;

import org.jspecify.annotations.NullMarked;
