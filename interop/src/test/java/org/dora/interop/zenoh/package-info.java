/** Our Zenoh sessions with those of eclipse-zenoh, as client, peer and router, on this machine. */
@NullMarked
package org.dora.interop.zenoh;

import org.jspecify.annotations.NullMarked;
