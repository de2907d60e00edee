package org.dora.zenoh;

/** What part a session plays in a Zenoh network. */
public enum WhatAmI {
  ROUTER,
  PEER,
  CLIENT;

  private static final WhatAmI[] ALL = values();

  /** Returns the two-bit form of handshakes and hellos. */
  public int index() {
    return ordinal();
  }

  /** Returns the bit of scouting masks and link states. */
  public int bit() {
    return 1 << ordinal();
  }

  /** Returns the part with this {@link #index}, which has to be 0 to 2. */
  public static WhatAmI ofIndex(int index) {
    return ALL[index];
  }
}
