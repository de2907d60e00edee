/**
 * The direct path between released nodes of one machine: which outputs may take it, how their Zenoh
 * sessions find each other, what memory they get, and when a stream has arrived to its end
 * (node-protocol.md section 11). Used where nodes are prepared and where outputs close.
 */
@NullMarked
package org.dora.daemon.direct;

import org.jspecify.annotations.NullMarked;
