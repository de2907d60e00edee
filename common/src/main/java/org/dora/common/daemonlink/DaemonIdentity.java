package org.dora.common.daemonlink;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.dora.common.codec.Json;
import org.jspecify.annotations.Nullable;

/**
 * By what our coordinator knows a daemon of ours again, whatever address it comes from, so that no
 * other takes its place: a key that stays with the daemon, and a signature that only its owner can
 * make. Released coordinators pass it over.
 *
 * @param key the public key, Ed25519, X.509 in Base64
 * @param proof signature in Base64 of machine id and challenge
 */
@Json
public record DaemonIdentity(String key, String proof) {
  /**
   * Header of our coordinator's answer to the request for a WebSocket: what the daemon is to sign,
   * new for each connection, so that a proof that somebody has seen is of no use to him.
   */
  public static final String CHALLENGE_HEADER = "Dora-Challenge";

  private static final String ALGORITHM = "Ed25519";

  /**
   * Proves an identity.
   *
   * @param machineId what the daemon is registered as
   * @param challenge of the connection; empty if there is none
   */
  public static DaemonIdentity prove(
      PublicKey key, PrivateKey secret, @Nullable String machineId, String challenge) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(statement(machineId, challenge));
      Base64.Encoder base64 = Base64.getEncoder();
      return new DaemonIdentity(
          base64.encodeToString(key.getEncoded()), base64.encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** Returns whether the daemon has the secret to the key that it shows. */
  public boolean isProven(@Nullable String machineId, String challenge) {
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(base64.decode(key))));
      signature.update(statement(machineId, challenge));
      return signature.verify(base64.decode(proof));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private static byte[] statement(@Nullable String machineId, String challenge) {
    String named = machineId == null ? "unnamed" : "named " + machineId;
    return ("dora daemon\n" + challenge + "\n" + named).getBytes(StandardCharsets.UTF_8);
  }
}
