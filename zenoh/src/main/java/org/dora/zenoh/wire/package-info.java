/**
 * What Zenoh 1.x sends, as records, and their encoding, read in place from native memory.
 *
 * <p>Nothing here knows of sockets or sessions. Layouts are those of protocol version 9; names
 * follow the crate {@code zenoh-protocol}.
 */
@NullMarked
package org.dora.zenoh.wire;

import org.jspecify.annotations.NullMarked;
