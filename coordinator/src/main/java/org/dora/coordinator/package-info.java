/** Owns dataflows and machines. Empty until the issue that brings it. */
@NullMarked
package org.dora.coordinator;

import org.jspecify.annotations.NullMarked;
