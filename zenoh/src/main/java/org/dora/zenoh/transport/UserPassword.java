package org.dora.zenoh.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dora.zenoh.transport.TransportSettings.Credentials;
import org.dora.zenoh.wire.AuthStep.Proof;

/** The proof that one knows a password, without showing it (§11). */
final class UserPassword {
  private static final String ALGORITHM = "HmacSHA3-256";

  private UserPassword() {}

  static Proof prove(Credentials credentials, long nonce) {
    byte[] user = credentials.user().getBytes(StandardCharsets.UTF_8);
    byte[] code = code(credentials.password(), nonce);
    return new Proof(MemorySegment.ofArray(user), MemorySegment.ofArray(code));
  }

  static boolean isRight(Proof proof, long nonce, Map<String, String> known) {
    String user = new String(proof.user().toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    String password = known.get(user);
    return password != null
        && MessageDigest.isEqual(code(password, nonce), proof.code().toArray(JAVA_BYTE));
  }

  private static byte[] code(String password, long nonce) {
    byte[] key =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(nonce).array();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
