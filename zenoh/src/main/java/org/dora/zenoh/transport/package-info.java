/**
 * Links between two sessions: dialling and accepting, the handshake, batches, order, fragments,
 * keep-alive and what is done when a link is full.
 *
 * <p>What the messages mean is not known here; {@link org.dora.zenoh.transport.TransportHandler} is
 * told of them.
 */
@NullMarked
package org.dora.zenoh.transport;

import org.jspecify.annotations.NullMarked;
