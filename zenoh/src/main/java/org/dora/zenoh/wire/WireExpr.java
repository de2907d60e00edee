package org.dora.zenoh.wire;

/**
 * A key as it is sent: what a number declared before stands for, and what is appended to it.
 *
 * @param scope the number of a declared prefix; 0 for none
 * @param suffix the rest of the key, with its own leading {@code /} if it needs one
 * @param ofSender whether the sender of the message declared the number, or its receiver
 */
public record WireExpr(int scope, String suffix, boolean ofSender) {

  /** A whole key. */
  public static WireExpr of(String key) {
    return new WireExpr(0, key, false);
  }

  /** What the sender of the message has declared under a number. */
  public static WireExpr declared(int scope) {
    return new WireExpr(scope, "", true);
  }
}
