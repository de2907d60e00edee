package org.dora.zenoh;

import java.util.function.Consumer;

/** Publishes values of one key; for any thread. */
public interface Publisher extends AutoCloseable {

  KeyExpr keyExpr();

  /** Publishes a value with nothing along. */
  default boolean put(ZBytes payload) {
    return put(payload, PutOptions.DEFAULT);
  }

  /**
   * Publishes a value.
   *
   * @return whether no link has dropped it; a full one does, by the publisher's congestion control
   * @throws ZenohException if the publisher or its session is closed
   */
  boolean put(ZBytes payload, PutOptions options);

  /**
   * Says that the key has no value any more.
   *
   * @return as for {@link #put(ZBytes, PutOptions)}
   */
  boolean delete();

  /** Returns for how many values a link was too full. */
  long dropped();

  /** Returns whether there is a subscriber in this or another session, as far as is known. */
  boolean hasMatchingSubscribers();

  /** Calls the listener with each change of {@link #hasMatchingSubscribers}; one at a time. */
  void onMatching(Consumer<Boolean> listener);

  @Override
  void close();
}
