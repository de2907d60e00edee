package org.dora.zenoh.wire;

import java.util.HexFormat;
import org.dora.zenoh.ZenohException;

/** Bytes that are no message of the protocol; has no stack trace, since peers can cause many. */
public final class MalformedException extends ZenohException {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }

  /** Says that a byte, which should tell what follows, means nothing to us. */
  static MalformedException unknown(String what, int header) {
    return new MalformedException(
        "unknown " + what + " 0x" + HexFormat.of().toHexDigits((byte) header));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
