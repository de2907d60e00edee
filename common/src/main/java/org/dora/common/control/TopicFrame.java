package org.dora.common.control;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.message.Bytes;

/**
 * The binary frames that follow {@link ControlReply.TopicSubscribed}: 16 bytes of the
 * subscription's id in the order of its text, then the message (control-protocol.md sections 5 and
 * 19).
 *
 * @param payload an {@link org.dora.common.message.InterDaemonEvent} with its time, in postcard
 */
public record TopicFrame(UUID subscriptionId, Bytes payload) {
  /** The layout of messages that dora 1.1 speaks. */
  public static final int PROTOCOL_VERSION = 2;

  private static final int ID_BYTES = 16;

  /**
   * Reads a frame.
   *
   * @throws DoraException if it is too short for an id
   */
  public static TopicFrame read(byte[] frame) {
    if (frame.length < ID_BYTES) {
      throw new DoraException(
          "a topic frame of " + frame.length + " bytes, expected an id of " + ID_BYTES + " first");
    }
    ByteBuffer in = ByteBuffer.wrap(frame);
    UUID id = new UUID(in.getLong(), in.getLong());
    return new TopicFrame(id, Bytes.wrap(Arrays.copyOfRange(frame, ID_BYTES, frame.length)));
  }

  /** Returns the frame. */
  public byte[] toByteArray() {
    ByteBuffer frame =
        ByteBuffer.allocate(ID_BYTES + payload.size())
            .putLong(subscriptionId.getMostSignificantBits())
            .putLong(subscriptionId.getLeastSignificantBits());
    payload.appendTo(frame);
    return frame.array();
  }
}
