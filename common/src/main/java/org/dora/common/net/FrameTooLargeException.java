package org.dora.common.net;

import org.dora.common.DoraException;

/** A frame beyond the limit that both sides of a connection keep to. */
public final class FrameTooLargeException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final long size;

  FrameTooLargeException(long size) {
    super(
        "frame of "
            + Long.toUnsignedString(size)
            + " bytes, at most "
            + FrameChannel.MAX_FRAME
            + " are allowed");
    this.size = size;
  }

  /** Returns the size of the refused frame in bytes. */
  public long size() {
    return size;
  }
}
