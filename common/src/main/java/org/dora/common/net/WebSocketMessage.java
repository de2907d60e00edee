package org.dora.common.net;

/**
 * A whole message of a WebSocket.
 *
 * @param isText whether it is text, in UTF-8
 * @param data its bytes, owned by the receiver
 */
public record WebSocketMessage(boolean isText, byte[] data) {}
