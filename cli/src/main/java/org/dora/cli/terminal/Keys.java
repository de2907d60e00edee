package org.dora.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads keys of a terminal in raw mode by their names. */
final class Keys {
  private static final int ESCAPE = 0x1b;

  /** What a sequence's later bytes may be behind its first: they come in one piece, or never. */
  private static final long SEQUENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final InputStream in;

  Keys(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for a key.
   *
   * @return the character, or one of {@code escape, up, down, home, end, page up, page down}; of
   *     other keys with a sequence the empty text
   * @throws IOException when the terminal is gone
   */
  String next() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new IOException("the terminal has ended");
    }
    return first == ESCAPE ? sequence() : String.valueOf((char) first);
  }

  private String sequence() throws IOException {
    long end = System.nanoTime() + SEQUENCE_NANOS;
    while (in.available() == 0) {
      if (System.nanoTime() - end > 0) {
        return "escape";
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    int kind = in.read();
    if (kind != '[' && kind != 'O') {
      return "";
    }
    StringBuilder rest = new StringBuilder();
    int last;
    do {
      last = in.read();
      rest.append((char) last);
    } while (last == ';' || (last >= '0' && last <= '9'));
    return switch (rest.toString()) {
      case "A" -> "up";
      case "B" -> "down";
      case "H", "1~", "7~" -> "home";
      case "F", "4~", "8~" -> "end";
      case "5~" -> "page up";
      case "6~" -> "page down";
      default -> "";
    };
  }
}
