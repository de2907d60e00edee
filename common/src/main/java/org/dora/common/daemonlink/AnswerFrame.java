package org.dora.common.daemonlink;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.message.Bytes;

/**
 * An answer in binary from our daemon to our coordinator: a byte for the kind of message, 16 for
 * the command that is answered, the highest byte first, then the answer.
 *
 * @param command that is answered
 * @param answer a {@link org.dora.common.log.LogPart}
 */
public record AnswerFrame(UUID command, Bytes answer) {
  private static final byte KIND = 2;
  private static final int HEAD_BYTES = 1 + 16;

  /** Returns whether a binary message of a daemon is an answer. */
  public static boolean isIn(ByteBuffer message) {
    return message.remaining() >= HEAD_BYTES && message.get(message.position()) == KIND;
  }

  /**
   * Reads an answer.
   *
   * @throws DoraException if it is none
   */
  public static AnswerFrame read(ByteBuffer message) {
    if (!isIn(message)) {
      throw new DoraException("a binary message of an unknown kind");
    }
    ByteBuffer in = message.slice(message.position() + 1, message.remaining() - 1);
    UUID command = new UUID(in.getLong(), in.getLong());
    byte[] answer = new byte[in.remaining()];
    in.get(answer);
    return new AnswerFrame(command, Bytes.wrap(answer));
  }

  /** Returns the message. */
  public byte[] toByteArray() {
    ByteBuffer out =
        ByteBuffer.allocate(HEAD_BYTES + answer.size())
            .put(KIND)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits());
    answer.appendTo(out);
    return out.array();
  }
}
