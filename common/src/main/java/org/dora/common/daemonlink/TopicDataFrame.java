package org.dora.common.daemonlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dora.common.DoraException;

/**
 * The binary form of {@link DaemonEvent.TopicDebugData}, from our daemon to our coordinator: JSON
 * would take 3.6 bytes for one (control-protocol.md section 19). A byte for the kind of message, 16
 * for the dataflow, two for the number of viewers, for each of them 16 for the subscription and
 * four for what was left out, all with the highest byte first; the rest is the payload.
 *
 * @param dataflow whose output it is
 * @param viewers to whom it is shown
 */
public record TopicDataFrame(UUID dataflow, List<TopicViewer> viewers) {
  private static final byte KIND = 1;
  private static final int ID_BYTES = 16;
  private static final int VIEWER_BYTES = ID_BYTES + Integer.BYTES;
  private static final int HEAD_BYTES = 1 + ID_BYTES + 2;

  /** Returns the same of a released daemon, which does not tell what it leaves out. */
  public static TopicDataFrame ofReleased(UUID dataflow, List<UUID> subscriptions) {
    return new TopicDataFrame(
        dataflow, subscriptions.stream().map(id -> new TopicViewer(id, 0)).toList());
  }

  /** Returns how long a frame is. */
  public static long size(int viewers, long payload) {
    return HEAD_BYTES + (long) VIEWER_BYTES * viewers + payload;
  }

  /** Returns what stands before the payload. */
  public static byte[] head(UUID dataflow, List<TopicViewer> viewers) {
    int size = Math.toIntExact(size(viewers.size(), 0));
    ByteBuffer frame = ByteBuffer.allocate(size).put(KIND);
    put(frame, dataflow);
    frame.putShort((short) viewers.size());
    for (TopicViewer viewer : viewers) {
      put(frame, viewer.subscription());
      frame.putInt(viewer.leftOut());
    }
    return frame.array();
  }

  private static void put(ByteBuffer frame, UUID id) {
    frame.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /**
   * Reads what stands before the payload.
   *
   * @param message whose position is at the payload afterwards
   * @throws DoraException if it is no such frame
   */
  public static TopicDataFrame read(ByteBuffer message) {
    int size = message.remaining();
    if (size < HEAD_BYTES || message.get() != KIND) {
      throw new DoraException("a binary message of an unknown kind");
    }
    UUID dataflow = id(message);
    int count = Short.toUnsignedInt(message.getShort());
    if (message.remaining() < count * VIEWER_BYTES) {
      throw new DoraException("a message for " + count + " viewers of only " + size + " bytes");
    }
    List<TopicViewer> viewers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      viewers.add(new TopicViewer(id(message), message.getInt()));
    }
    return new TopicDataFrame(dataflow, viewers);
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }
}
