/** Commands about the dataflows of a coordinator: start, stop, restart, list, clean, logs. */
@NullMarked
package org.dora.cli.dataflow;

import org.jspecify.annotations.NullMarked;
