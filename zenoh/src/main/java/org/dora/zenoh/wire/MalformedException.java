package org.dora.zenoh.wire;

import org.dora.zenoh.ZenohException;

/** Bytes that are no message of the protocol; has no stack trace, since peers can cause many. */
public final class MalformedException extends ZenohException {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
