package org.dora.common.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a coordinator shares with its daemons and clients (control-protocol.md section
 * 3). Does not show itself and cannot be compared by {@code equals}, which takes longer the more
 * characters are right.
 */
public final class AuthToken {
  /** Name of the header that carries the token. */
  public static final String HEADER = "Authorization";

  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 32;

  private final String text;

  private AuthToken(String text) {
    this.text = text;
  }

  /** Returns a new token. */
  public static AuthToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AuthToken(HexFormat.of().formatHex(bytes));
  }

  /** Returns the token that {@code text} is; any text may be one. */
  public static AuthToken of(String text) {
    return new AuthToken(text);
  }

  /** Returns the value of {@link #HEADER} that presents this token. */
  public String headerValue() {
    return SCHEME + text;
  }

  /**
   * Returns whether a request presents this token. Only the header counts: the released program
   * takes no token from an address, either.
   *
   * @param headerValue that of {@link #HEADER}, or null if there is none
   */
  public boolean isPresentedBy(@Nullable String headerValue) {
    return headerValue != null
        && MessageDigest.isEqual(
            headerValue.getBytes(StandardCharsets.UTF_8),
            headerValue().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the secret, for the file that keeps it and the client that presents it. */
  public String secret() {
    return text;
  }

  @Override
  public String toString() {
    return "AuthToken[hidden]";
  }
}
