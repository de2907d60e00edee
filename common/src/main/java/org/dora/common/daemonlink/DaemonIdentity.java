package org.dora.common.daemonlink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.codec.Unsigned;
import org.jspecify.annotations.Nullable;

/**
 * By what a coordinator knows a daemon again, whatever connection it comes by: a public key, and
 * that the daemon has the private one. A field of our own in the registration.
 *
 * @param key an Ed25519 key in Base64
 * @param time when the proof was made, in milliseconds since 1970; each is newer than the last
 * @param proof signature of {@link #signedText} in Base64
 */
@Json
public record DaemonIdentity(String key, @Unsigned(64) long time, String proof) {
  static final String ALGORITHM = "Ed25519";

  private static final int VERSION_BITS = 0xf000;
  private static final int VERSION_8 = 0x8000;

  /** Returns what a proof signs, so that it proves nothing else. */
  static byte[] signedText(String key, @Nullable String machineId, long time) {
    String text = "dora daemon\n" + key + "\n" + (machineId == null ? "" : machineId) + "\n" + time;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns whether it was made by who has the private key, for a daemon of that machine id. */
  public boolean isProven(@Nullable String machineId) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      byte[] encoded = Base64.getDecoder().decode(key);
      signature.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      signature.update(signedText(key, machineId, time));
      return signature.verify(Base64.getDecoder().decode(proof));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Returns the UUID that belongs to the key, of version 8 (RFC 9562). */
  public UUID uuid() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      long high = 0;
      long low = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        high = high << Byte.SIZE | digest[i] & 0xff;
        low = low << Byte.SIZE | digest[Long.BYTES + i] & 0xff;
      }
      return new UUID(high & ~VERSION_BITS | VERSION_8, Long.MIN_VALUE | low >>> 2);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
