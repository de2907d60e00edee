/** The daemons of this coordinator: who is connected, what they are asked, where nodes go. */
@NullMarked
package org.dora.coordinator.daemons;

import org.jspecify.annotations.NullMarked;
