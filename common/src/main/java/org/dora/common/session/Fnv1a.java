package org.dora.common.session;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The FNV-1a hash of 64 bits, which the fingerprints of the released program are made with. */
final class Fnv1a {
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fnv1a() {}

  /** Returns the hash of a text in UTF-8 as 16 lower-case hex digits. */
  static String hex(String text) {
    long hash = OFFSET_BASIS;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * PRIME;
    }
    return HexFormat.of().toHexDigits(hash);
  }
}
