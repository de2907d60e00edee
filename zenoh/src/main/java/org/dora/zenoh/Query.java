package org.dora.zenoh;

import java.util.Optional;

/**
 * A question to a queryable. It is over when it is {@link #close}d, which happens by itself when
 * the callback that was given it returns, unless that has called {@link #detach}.
 */
public interface Query extends AutoCloseable {

  KeyExpr keyExpr();

  /** What stands behind {@code ?} in the selector; may be empty. */
  String parameters();

  Optional<ZBytes> payload();

  Encoding encoding();

  Optional<ZBytes> attachment();

  /** Answers with a value and nothing along. */
  default void reply(KeyExpr key, ZBytes payload) {
    reply(key, payload, PutOptions.DEFAULT);
  }

  /**
   * Answers with a value.
   *
   * @throws ZenohException if the query is over, or {@code key} is none of those asked for and the
   *     parameters do not say {@code _anyke}
   */
  void reply(KeyExpr key, ZBytes payload, PutOptions options);

  /** Answers that the key has no value any more; otherwise like {@link #reply}. */
  void replyDel(KeyExpr key, PutOptions options);

  /** Answers why there is no value. */
  void replyErr(ZBytes payload, Encoding encoding);

  /** Keeps the query open when the callback returns; whoever calls this has to close it. */
  void detach();

  @Override
  void close();
}
