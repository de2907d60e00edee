package org.dora.zenoh;

/** Receives what is published for the keys of one expression, in order, until it is closed. */
public interface Subscriber extends AutoCloseable {

  KeyExpr keyExpr();

  /** Returns how many samples were dropped because this was too slow. */
  long dropped();

  @Override
  void close();
}
