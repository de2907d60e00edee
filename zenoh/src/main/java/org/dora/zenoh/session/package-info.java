/**
 * The session itself: what is declared here and by others, where publications and queries go, and
 * how other sessions are found.
 */
@NullMarked
package org.dora.zenoh.session;

import org.jspecify.annotations.NullMarked;
