package org.dora.common.net;

/** What frames of a WebSocket are (RFC 6455 section 5.2). */
public final class Opcode {
  /** The next part of a message. */
  public static final int CONTINUATION = 0;

  /** A message, or its first part, of UTF-8. */
  public static final int TEXT = 1;

  /** A message, or its first part, of bytes. */
  public static final int BINARY = 2;

  /** The end of the connection; from here on frames control it. */
  public static final int CLOSE = 8;

  /** Asks for a sign of life. */
  public static final int PING = 9;

  /** Is one. */
  public static final int PONG = 10;

  /** The most data that a frame has which controls the connection, in bytes. */
  public static final int LARGEST_CONTROL_FRAME = 125;

  private Opcode() {}
}
