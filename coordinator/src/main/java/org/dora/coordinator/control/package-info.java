/** What CLIs ask of the coordinator, and what they are answered. */
@NullMarked
package org.dora.coordinator.control;

import org.jspecify.annotations.NullMarked;
