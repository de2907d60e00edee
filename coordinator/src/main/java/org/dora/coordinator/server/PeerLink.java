package org.dora.coordinator.server;

import java.net.InetSocketAddress;
import org.dora.common.memory.Payload;

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
   * @param head what stands before the body; not changed afterwards
   * @param body retained until it has left
   */
  void sendBinary(byte[] head, Payload body);

  /** Returns how many bytes were given to send and have not left yet. */
  long pendingBytes();

  /** Takes no further messages from the peer until {@link #resume}. */
  void pause();

  /** Takes messages again. */
  void resume();

  /** Ends the connection once all that was given to send has left. */
  void close();
}
