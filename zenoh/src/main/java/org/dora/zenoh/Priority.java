package org.dora.zenoh;

/** Which messages go first when a link is busy; the order of the constants is that of sending. */
public enum Priority {
  /** Of the protocol's own messages; not for publishers. */
  CONTROL,
  REAL_TIME,
  INTERACTIVE_HIGH,
  INTERACTIVE_LOW,
  DATA_HIGH,
  /** What publishers have unless they say otherwise. */
  DATA,
  DATA_LOW,
  BACKGROUND;

  private static final Priority[] ALL = values();

  /** Returns how many priorities there are. */
  public static int count() {
    return ALL.length;
  }

  /** Returns the priority with this wire number, 0 to 7. */
  public static Priority of(int number) {
    return ALL[number];
  }
}
