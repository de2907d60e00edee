/** The hybrid logical clock that stamps every message. Used by daemon, nodes and coordinator. */
@NullMarked
package org.dora.common.clock;

import org.jspecify.annotations.NullMarked;
