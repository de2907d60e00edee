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
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public void close() {
    payload.close();
  }
}
