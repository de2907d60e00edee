/** A Zenoh 1.x session in pure Java; used by the daemon. Empty until the issue that brings it. */
@NullMarked
package org.dora.zenoh;

import org.jspecify.annotations.NullMarked;
