package org.dora.zenoh;

/** Answers queries for the keys of one expression until it is closed. */
public interface Queryable extends AutoCloseable {
  KeyExpr keyExpr();

  @Override
  void close();
}
