/** Tests of the encoding against recordings of real sessions. */
@NullMarked
package org.dora.zenoh.wire;

import org.jspecify.annotations.NullMarked;
