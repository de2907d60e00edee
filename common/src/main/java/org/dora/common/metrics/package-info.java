/** Prometheus text with the names and units of our metrics; written by coordinator and daemon. */
@NullMarked
package org.dora.common.metrics;

import org.jspecify.annotations.NullMarked;
