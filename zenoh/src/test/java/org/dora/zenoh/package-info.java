/** Tests of the session and of what its API consists of. */
@NullMarked
package org.dora.zenoh;

import org.jspecify.annotations.NullMarked;
