package org.dora.zenoh;

/**
 * A publisher that numbers its values, keeps the last ones for those who come late, and can be
 * discovered (zenoh-ext).
 */
public interface AdvancedPublisher extends AutoCloseable {
  KeyExpr keyExpr();

  /** Publishes a value with nothing along. */
  default boolean put(ZBytes payload) {
    return put(payload, PutOptions.DEFAULT);
  }

  /** Publishes a value; its source is set here. Otherwise like {@link Publisher#put}. */
  boolean put(ZBytes payload, PutOptions options);

  @Override
  void close();
}
