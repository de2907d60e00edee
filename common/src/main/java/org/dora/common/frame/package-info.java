/**
 * What stands around every message of the two WebSocket links of the coordinator. Used by CLI,
 * coordinator and daemon.
 */
@NullMarked
package org.dora.common.frame;

import org.jspecify.annotations.NullMarked;
