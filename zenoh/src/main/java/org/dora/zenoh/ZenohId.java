package org.dora.zenoh;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The identity of a session: a number of up to 128 bits that is not zero.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record ZenohId(long high, long low) {
  public ZenohId {
    if (high == 0 && low == 0) {
      throw new ZenohException("a Zenoh id is 0; expected any other number of 128 bits");
    }
  }

  /** Returns a random identity. */
  public static ZenohId random() {
    RandomGenerator random = new SecureRandom();
    return new ZenohId(random.nextLong() | 1L << 63, random.nextLong());
  }

  /**
   * Reads the text form.
   *
   * @throws ZenohException if it is not 1 to 32 hexadecimal digits, or zero
   */
  public static ZenohId parse(String text) {
    if (text.isEmpty() || text.length() > 32 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new ZenohException(
          "the Zenoh id `%s` is malformed; expected 1 to 32 hexadecimal digits".formatted(text));
    }
    int split = Math.max(0, text.length() - 16);
    long high = split == 0 ? 0 : Long.parseUnsignedLong(text, 0, split, 16);
    return new ZenohId(high, Long.parseUnsignedLong(text, split, text.length(), 16));
  }

  /** Returns how many bytes this takes on the wire: 1 to 16. */
  public int size() {
    int leading =
        high == 0 ? Long.SIZE + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high);
    return Long.BYTES * 2 - leading / Byte.SIZE;
  }

  /** Returns the byte at {@code index} of the little-endian form. */
  public byte byteAt(int index) {
    return (byte) (index < Long.BYTES ? low >>> 8 * index : high >>> 8 * (index - Long.BYTES));
  }

  /** Returns the number in lower-case hexadecimal digits without leading zeros. */
  @Override
  public String toString() {
    return high == 0
        ? Long.toHexString(low)
        : Long.toHexString(high) + HexFormat.of().toHexDigits(low);
  }
}
