package org.dora.common.net;

import java.net.ProtocolException;

/** Says that a peer sends a larger message than is taken; the connection is of no use any more. */
public final class MessageTooLargeException extends ProtocolException {
  private static final long serialVersionUID = 1L;

  /**
   * @param size of the message as far as it is known, in bytes
   * @param limit of those that are taken
   */
  MessageTooLargeException(long size, int limit) {
    super(
        "a message of "
            + Long.toUnsignedString(size)
            + " bytes, and at most "
            + limit
            + " are taken");
  }
}
