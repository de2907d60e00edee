/** Tests of what only the inside of a session tells. */
@NullMarked
package org.dora.zenoh.session;

import org.jspecify.annotations.NullMarked;
