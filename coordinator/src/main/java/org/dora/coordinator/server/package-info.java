/**
 * The coordinator's port: HTTP routes, who may come in, and WebSocket connections as byte messages.
 *
 * <p>Netty stays in here. What the messages mean is not known in this package; its endpoints are
 * given by {@link org.dora.coordinator}.
 */
@NullMarked
package org.dora.coordinator.server;

import org.jspecify.annotations.NullMarked;
