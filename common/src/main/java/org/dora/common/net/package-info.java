/** Messages on sockets: length-prefixed frames of nodes, WebSockets of the coordinator. */
@NullMarked
package org.dora.common.net;

import org.jspecify.annotations.NullMarked;
