/** The coordinator's metrics for Prometheus; called by the server. */
@NullMarked
package org.dora.coordinator.metrics;

import org.jspecify.annotations.NullMarked;
