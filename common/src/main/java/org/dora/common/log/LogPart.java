package org.dora.common.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.dora.common.DoraException;
import org.dora.common.message.Bytes;

/**
 * A part of a node's stored log, as our own sides send it in binary messages: two bytes for the
 * length of {@code next}, the highest first, then {@code next} in UTF-8, then the lines.
 *
 * @param next where the next part begins, in words that only the daemon understands; empty if there
 *     is none
 * @param lines bytes of the files; may begin and end within a line
 */
public record LogPart(String next, Bytes lines) {
  private static final int LENGTH_BYTES = 2;

  /**
   * Reads a part, whose lines are those of the message and no copy.
   *
   * @throws DoraException if it is none
   */
  public static LogPart read(Bytes message) {
    if (message.size() < LENGTH_BYTES) {
      throw new DoraException("a part of a log of " + message.size() + " bytes");
    }
    int length = Short.toUnsignedInt(message.asByteBuffer().getShort());
    int head = LENGTH_BYTES + length;
    if (message.size() < head) {
      throw new DoraException("a part of a log that ends within its head");
    }
    return new LogPart(
        message.slice(LENGTH_BYTES, length).utf8(), message.slice(head, message.size() - head));
  }

  /** Whether nothing follows. */
  public boolean isLast() {
    return next.isEmpty();
  }

  /** Returns the message. */
  public Bytes toBytes() {
    byte[] place = next.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(LENGTH_BYTES + place.length + lines.size())
            .putShort((short) place.length)
            .put(place);
    lines.appendTo(out);
    return Bytes.wrap(out.array());
  }
}
