/** Length-prefixed frames on a socket. Used by daemon and node API. */
@NullMarked
package org.dora.common.net;

import org.jspecify.annotations.NullMarked;
