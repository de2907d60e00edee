/** The coordinator as a whole: what it is made of, and the thread that owns its state. */
@NullMarked
package org.dora.coordinator;

import org.jspecify.annotations.NullMarked;
