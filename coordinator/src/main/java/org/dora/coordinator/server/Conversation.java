package org.dora.coordinator.server;

import org.dora.common.memory.Payload;

/**
 * Where the messages of one peer go. Called on the peer's I/O thread, one call at a time, so an
 * implementation hands on what takes long.
 */
public interface Conversation {
  /**
   * Takes a text message.
   *
   * @param message UTF-8, owned by the receiver
   */
  void text(byte[] message);

  /**
   * Takes a binary message.
   *
   * @param message owned by the receiver, who releases it
   */
  void binary(Payload message);

  /** The connection has ended, by whichever side; nothing comes after it. Called once. */
  void ended();
}
