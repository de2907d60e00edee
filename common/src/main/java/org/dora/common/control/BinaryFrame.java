package org.dora.common.control;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.message.Bytes;

/**
 * What a coordinator sends to CLIs in binary: 16 bytes of an id in the order of its text, then the
 * payload (control-protocol.md section 5).
 *
 * @param id of the subscription that {@link ControlReply.TopicSubscribed} began, or of the {@link
 *     ControlRequest.Logs} that is answered
 * @param payload an {@link org.dora.common.message.InterDaemonEvent} with its time, in postcard, or
 *     a {@link org.dora.common.log.LogPart}
 */
public record BinaryFrame(UUID id, Bytes payload) {
  /** The layout of messages on outputs that dora 1.1 speaks. */
  public static final int TOPIC_PROTOCOL = 2;

  private static final int ID_BYTES = 16;

  /**
   * Reads a frame.
   *
   * @throws DoraException if it is too short for an id
   */
  public static BinaryFrame read(byte[] frame) {
    if (frame.length < ID_BYTES) {
      throw new DoraException(
          "a binary message of "
              + frame.length
              + " bytes, expected an id of "
              + ID_BYTES
              + " first");
    }
    ByteBuffer in = ByteBuffer.wrap(frame);
    UUID id = new UUID(in.getLong(), in.getLong());
    return new BinaryFrame(id, Bytes.wrapFrom(frame, ID_BYTES));
  }

  /** Returns what stands before the payload. */
  public static byte[] head(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
