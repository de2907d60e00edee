package org.dora.common.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Makes ids of dataflows, daemons and sessions: UUIDs of version 7, ordered by time (RFC 9562). */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  /** Returns a new id stamped with the time of {@code clock}. */
  public static UUID next(InstantSource clock) {
    long millis = clock.millis();
    long high = millis << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
    long low = 0x8000_0000_0000_0000L | RANDOM.nextLong() >>> 2;
    return new UUID(high, low);
  }
}
