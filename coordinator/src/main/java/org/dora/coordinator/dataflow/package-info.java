/** The dataflows of this coordinator: how they start, run, recover and end. */
@NullMarked
package org.dora.coordinator.dataflow;

import org.jspecify.annotations.NullMarked;
