/**
 * A Zenoh 1.x session in pure Java: publish, subscribe, query and liveliness over the wire protocol
 * of zenohd and eclipse-zenoh.
 *
 * <p>This package is the whole API, with the class names of zenoh-java; {@link
 * org.dora.zenoh.Session#open} is the way in. It stands alone: nothing of dora is known here.
 */
@NullMarked
package org.dora.zenoh;

import org.jspecify.annotations.NullMarked;
