package org.dora.zenoh;

/**
 * How a message is to be carried.
 *
 * @param priority its place in the order of sending
 * @param congestionControl what becomes of it when the way is full
 * @param express whether it is sent at once instead of waiting for others to share a batch
 */
public record QoS(Priority priority, CongestionControl congestionControl, boolean express) {
  private static final int PRIORITY = 0x07;
  private static final int BLOCK = 0x08;
  private static final int EXPRESS = 0x10;
  private static final int BLOCK_FIRST = 0x20;
  private static final QoS[] ALL = all();

  /** What a publisher has unless it says otherwise. */
  public static final QoS DEFAULT = of(Priority.DATA.ordinal());

  /** What queries and their replies have. */
  public static final QoS OF_QUERIES = of(Priority.DATA.ordinal() | BLOCK);

  /** What the protocol's own messages have. */
  public static final QoS OF_CONTROL = of(BLOCK);

  private static QoS[] all() {
    QoS[] all = new QoS[(BLOCK_FIRST << 1)];
    for (int bits = 0; bits < all.length; bits++) {
      CongestionControl control =
          (bits & BLOCK) != 0
              ? CongestionControl.BLOCK
              : (bits & BLOCK_FIRST) != 0 ? CongestionControl.BLOCK_FIRST : CongestionControl.DROP;
      all[bits] = new QoS(Priority.of(bits & PRIORITY), control, (bits & EXPRESS) != 0);
    }
    return all;
  }

  /** Returns the value with these bits on the wire; bits that mean nothing are ignored. */
  public static QoS of(long bits) {
    return ALL[(int) bits & ALL.length - 1];
  }

  /** Returns the form on the wire. */
  public int bits() {
    int control =
        switch (congestionControl) {
          case DROP -> 0;
          case BLOCK -> BLOCK;
          case BLOCK_FIRST -> BLOCK_FIRST;
        };
    return priority.ordinal() | control | (express ? EXPRESS : 0);
  }
}
