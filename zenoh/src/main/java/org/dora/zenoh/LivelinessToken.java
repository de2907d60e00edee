package org.dora.zenoh;

/** Says that something is alive, until it is closed or its session is lost. */
public interface LivelinessToken extends AutoCloseable {
  KeyExpr keyExpr();

  @Override
  void close();
}
