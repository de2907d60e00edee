package org.dora.coordinator.server;

import java.net.InetSocketAddress;

/** The way to one connected peer. For any thread; nothing here waits. */
public interface PeerLink {
  /** Returns the peer's address. */
  InetSocketAddress address();

  /**
   * Sends a text message after those sent before; without effect once the connection has ended.
   *
   * @param message UTF-8, not changed afterwards
   */
  void send(byte[] message);

  /**
   * Sends a binary message after those sent before; without effect once the connection has ended.
   *
   * @param message not changed afterwards
   */
  void sendBinary(byte[] message);

  /** Returns how many bytes were given to send and have not left yet. */
  long pendingBytes();

  /** Takes no further messages from the peer until {@link #resume}. */
  void pause();

  /** Takes messages again. */
  void resume();

  /** Ends the connection once all that was given to send has left. */
  void close();
}
