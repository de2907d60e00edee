package org.dora.common.net;

import java.nio.ByteBuffer;

/** The masking of what a client sends over a WebSocket (RFC 6455 section 5.3). */
public final class Mask {
  private Mask() {}

  /**
   * Masks the bytes from a buffer's position to its limit, which stay where they are, or takes the
   * mask off again.
   *
   * @param bytes with the highest byte of a number first
   * @param mask of the first of them
   * @return the mask for the byte behind them
   */
  public static int apply(ByteBuffer bytes, int mask) {
    long twice = (long) mask << 32 | mask & 0xFFFF_FFFFL;
    int end = bytes.limit();
    int at = bytes.position();
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      bytes.putLong(at, bytes.getLong(at) ^ twice);
    }
    int next = mask;
    for (; at < end; at++) {
      next = Integer.rotateLeft(next, Byte.SIZE);
      bytes.put(at, (byte) (bytes.get(at) ^ next));
    }
    return next;
  }
}
