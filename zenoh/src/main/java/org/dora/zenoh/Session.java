package org.dora.zenoh;

import java.util.List;
import java.util.function.Consumer;
import org.dora.zenoh.session.ZenohSession;

/**
 * A session in a Zenoh network; for any thread.
 *
 * <p>Callbacks of one subscriber or queryable run one after the other, in order, each on a thread
 * of its own; what they do delays nobody else until their queue is full. Nothing here blocks but
 * what says so: {@link #open}, {@link #close}, sending with {@link CongestionControl#BLOCK} or with
 * {@link PublisherOptions#waitAtMost}, and receiving from a {@link Channel}.
 */
public interface Session extends AutoCloseable {

  /**
   * Opens a session: listens, dials, and waits until the peers that were dialled have said what
   * they have, for at most half a second.
   *
   * @throws ZenohException if a listener cannot be bound, or a client reaches nobody
   */
  static Session open(Config config) {
    return ZenohSession.open(config);
  }

  ZenohId zid();

  /** Returns where others can reach this session, as locators. */
  List<String> locators();

  /** Returns the ids of the routers, peers or clients that there are links to. */
  List<ZenohId> linkedTo(WhatAmI kind);

  /** Returns how many messages were given up because a link was full, over all open links. */
  long dropped();

  /** Publishes a value once, with default options. */
  default boolean put(KeyExpr key, ZBytes payload) {
    return put(key, payload, PutOptions.DEFAULT, PublisherOptions.DEFAULT);
  }

  /**
   * Publishes a value once.
   *
   * @return whether no link has dropped it
   * @throws ZenohException if the session is closed
   */
  boolean put(KeyExpr key, ZBytes payload, PutOptions options, PublisherOptions sending);

  /** Says once that a key has no value any more; otherwise like {@link #put}. */
  boolean delete(KeyExpr key, PutOptions options, PublisherOptions sending);

  /** Returns a publisher with default options. */
  default Publisher declarePublisher(KeyExpr key) {
    return declarePublisher(key, PublisherOptions.DEFAULT);
  }

  Publisher declarePublisher(KeyExpr key, PublisherOptions options);

  /** Calls back with each sample, with default options. */
  default Subscriber declareSubscriber(KeyExpr key, Consumer<Sample> callback) {
    return declareSubscriber(key, SubscriberOptions.DEFAULT, callback);
  }

  Subscriber declareSubscriber(KeyExpr key, SubscriberOptions options, Consumer<Sample> callback);

  /** Lets each sample wait until it is asked for; closing the channel ends the subscription. */
  Channel<Sample> declareSubscriber(KeyExpr key, SubscriberOptions options);

  /**
   * Answers queries.
   *
   * @param complete whether this has all there is for {@code key}, so that nobody else need be
   *     asked
   */
  Queryable declareQueryable(KeyExpr key, boolean complete, Consumer<Query> callback);

  /** Asks, and lets the answers wait; the channel ends when all have come. */
  Channel<Reply> get(KeyExpr key, GetOptions options);

  /** Asks, calls back with each answer, and calls {@code onDone} when all have come. */
  void get(KeyExpr key, GetOptions options, Consumer<Reply> callback, Runnable onDone);

  Liveliness liveliness();

  /**
   * Returns a publisher that keeps values for late subscribers.
   *
   * @param cached how many values it keeps
   */
  AdvancedPublisher declareAdvancedPublisher(KeyExpr key, PublisherOptions options, int cached);

  /**
   * Calls back with what advanced publishers of the key have kept, and then with each new value.
   */
  Subscriber declareAdvancedSubscriber(KeyExpr key, Consumer<Sample> callback);

  @Override
  void close();
}
