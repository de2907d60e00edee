package org.dora.zenoh.wire;

/** Why a link is closed (§3.6). */
public enum CloseReason {
  GENERIC,
  UNSUPPORTED,
  INVALID,
  MAX_SESSIONS,
  MAX_LINKS,
  EXPIRED,
  UNRESPONSIVE,
  CONNECTION_TO_SELF;

  private static final CloseReason[] ALL = values();

  static CloseReason of(int number) {
    return number < ALL.length ? ALL[number] : GENERIC;
  }
}
