package org.dora.common.clock;

import java.security.SecureRandom;

/**
 * Identity of one hybrid logical clock: 16 bytes, not all zero, read as a little-endian number.
 *
 * @param high bytes 8 to 15 of the wire form, little-endian
 * @param low bytes 0 to 7 of the wire form, little-endian
 */
public record HlcId(long high, long low) implements Comparable<HlcId> {

  /** Returns a random identity for a clock of this process. */
  public static HlcId random() {
    SecureRandom random = new SecureRandom();
    HlcId id;
    do {
      id = new HlcId(random.nextLong(), random.nextLong());
    } while (id.high == 0 || id.low == 0);
    return id;
  }

  @Override
  public int compareTo(HlcId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
