package org.dora.zenoh.transport;

import org.dora.zenoh.wire.NetworkMessage;

/** Who is told what comes over a transport; called by one thread at a time, which reads. */
public interface TransportHandler {

  /**
   * A message has come.
   *
   * @param block the memory in which its payload lies, valid until this returns unless it is
   *     retained
   */
  void received(NetworkMessage message, Block block);

  /** The transport has ended; nothing more comes. */
  void closed();
}
