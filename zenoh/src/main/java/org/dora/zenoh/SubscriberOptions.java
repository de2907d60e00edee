package org.dora.zenoh;

/**
 * What waits for a subscriber that is slower than its publishers.
 *
 * @param capacity how many samples wait at most; besides, at most 64 MiB of payload do
 */
public record SubscriberOptions(int capacity, Overflow overflow) {
  public static final SubscriberOptions DEFAULT = new SubscriberOptions(1024, Overflow.WAIT);
}
