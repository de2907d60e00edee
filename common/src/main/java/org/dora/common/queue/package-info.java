/**
 * How messages wait for a slow reader. One rule for the daemon, which queues for each input of a
 * node, and for the node API, which queues what the daemon has sent.
 */
@NullMarked
package org.dora.common.queue;

import org.jspecify.annotations.NullMarked;
