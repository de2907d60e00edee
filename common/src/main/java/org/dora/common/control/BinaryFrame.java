package org.dora.common.control;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.net.ReceivedBytes;

/**
 * What a coordinator sends to CLIs in binary: 16 bytes of an id in the order of its text, then the
 * payload (control-protocol.md section 5).
 *
 * @param id of the subscription that {@link ControlReply.TopicSubscribed} began, or of the {@link
 *     ControlRequest.Logs} that is answered
 * @param payload an {@link org.dora.common.message.InterDaemonEvent} with its time, in postcard, or
 *     a {@link org.dora.common.log.LogPart}; read once, and closed with this
 */
public record BinaryFrame(UUID id, ReceivedBytes payload) implements AutoCloseable {
  /** The layout of messages on outputs that dora 1.1 speaks. */
  public static final int TOPIC_PROTOCOL = 2;

  private static final int ID_BYTES = 16;

  /**
   * Reads a frame.
   *
   * @throws DoraException if it is too short for an id
   */
  public static BinaryFrame read(ReceivedBytes frame) {
    long size = frame.size();
    ByteBuffer id = ByteBuffer.allocate(ID_BYTES);
    try {
      frame.readFully(id);
    } catch (EOFException e) {
      throw new DoraException(
          "a binary message of " + size + " bytes, expected an id of " + ID_BYTES + " first", e);
    }
    id.flip();
    return new BinaryFrame(new UUID(id.getLong(), id.getLong()), frame);
  }

  /** Returns what stands before the payload. */
  public static byte[] head(UUID id) {
    return put(ByteBuffer.allocate(ID_BYTES), id).array();
  }

  /**
   * Returns what stands before a message on an output for a CLI of our own: how many were left out
   * before it has four bytes behind the id.
   */
  public static byte[] head(UUID id, int leftOut) {
    return put(ByteBuffer.allocate(ID_BYTES + Integer.BYTES), id).putInt(leftOut).array();
  }

  private static ByteBuffer put(ByteBuffer head, UUID id) {
    return head.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /**
   * Reads how many messages were left out before this one, from our own coordinator.
   *
   * @throws DoraException if the frame is too short for that
   */
  public int readLeftOut() {
    ByteBuffer count = ByteBuffer.allocate(Integer.BYTES);
    try {
      payload.readFully(count);
    } catch (EOFException e) {
      throw new DoraException("a message on an output without a payload", e);
    }
    return count.getInt(0);
  }

  @Override
  public void close() {
    payload.close();
  }
}
