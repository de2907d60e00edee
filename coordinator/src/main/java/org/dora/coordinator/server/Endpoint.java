package org.dora.coordinator.server;

/** What answers on one WebSocket route. */
@FunctionalInterface
public interface Endpoint {
  /** Takes a peer in whose handshake is done. Called on the peer's I/O thread. */
  Conversation open(PeerLink link);
}
