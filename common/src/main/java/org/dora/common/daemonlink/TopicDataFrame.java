package org.dora.common.daemonlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.dora.common.DoraException;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.message.Bytes;

/**
 * The binary form of {@link DaemonEvent.TopicDebugData}, from our daemon to our coordinator: JSON
 * would take 3.6 bytes for one (control-protocol.md section 19). A byte for the kind of message, 16
 * for the dataflow, two for the number of subscriptions and 16 for each, all with the highest byte
 * first; the rest is the payload.
 */
public final class TopicDataFrame {
  private static final byte KIND = 1;
  private static final int ID_BYTES = 16;
  private static final int HEAD_BYTES = 1 + ID_BYTES + 2;

  private TopicDataFrame() {}

  /** Returns how long a frame is. */
  public static long size(int subscriptions, long payload) {
    return HEAD_BYTES + (long) ID_BYTES * subscriptions + payload;
  }

  /**
   * Returns the frame.
   *
   * @param payload an {@link org.dora.common.message.InterDaemonEvent} with its time
   */
  public static byte[] of(UUID dataflow, List<UUID> subscriptions, PostcardWriter payload) {
    int size = Math.toIntExact(size(subscriptions.size(), payload.size()));
    ByteBuffer frame = ByteBuffer.allocate(size).put(KIND);
    put(frame, dataflow);
    frame.putShort((short) subscriptions.size());
    subscriptions.forEach(id -> put(frame, id));
    payload.forEachPiece(frame::put);
    return frame.array();
  }

  private static void put(ByteBuffer frame, UUID id) {
    frame.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /**
   * Reads a frame.
   *
   * @throws DoraException if it is none
   */
  public static DaemonEvent.TopicDebugData read(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    if (frame.length < HEAD_BYTES || in.get() != KIND) {
      throw new DoraException("a binary message of an unknown kind");
    }
    UUID dataflow = id(in);
    int count = Short.toUnsignedInt(in.getShort());
    if (in.remaining() < count * ID_BYTES) {
      throw new DoraException(
          "a message for " + count + " subscriptions of only " + frame.length + " bytes");
    }
    List<UUID> subscriptions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      subscriptions.add(id(in));
    }
    return new DaemonEvent.TopicDebugData(
        dataflow,
        subscriptions,
        Bytes.wrap(Arrays.copyOfRange(frame, in.position(), frame.length)));
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }
}
