/** Tests of links that do not behave. */
@NullMarked
package org.dora.zenoh.transport;

import org.jspecify.annotations.NullMarked;
