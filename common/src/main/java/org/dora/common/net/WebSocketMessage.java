package org.dora.common.net;

/** A whole message of a WebSocket. */
public sealed interface WebSocketMessage {
  /**
   * Text.
   *
   * @param utf8 its bytes, owned by the receiver
   */
  record Text(byte[] utf8) implements WebSocketMessage {}

  /**
   * Bytes.
   *
   * @param data closed by the receiver
   */
  record Binary(ReceivedBytes data) implements WebSocketMessage {}
}
