/** What the coordinator did and how long it took; written by all of it, read by CLIs. */
@NullMarked
package org.dora.coordinator.trace;

import org.jspecify.annotations.NullMarked;
