package org.dora.node;

import org.dora.common.DoraException;

/** A message beyond what one frame between node and daemon may hold. */
public final class PayloadTooLargeException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final long size;
  private final long limit;

  PayloadTooLargeException(String node, String output, long size, long limit) {
    super(
        "node `"
            + node
            + "`, output `"
            + output
            + "`: message of "
            + size
            + " bytes (Arrow header included), at most "
            + limit
            + " are allowed; send it in parts");
    this.size = size;
    this.limit = limit;
  }

  /** Returns the size of the refused message in bytes, Arrow header included. */
  public long size() {
    return size;
  }

  /** Returns how many bytes are allowed. */
  public long limit() {
    return limit;
  }
}
