package org.dora.daemon.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines, of which none takes more than {@link #LIMIT} bytes of memory
 * (spec/daemon.md, section 7.1).
 */
final class LineSplitter {
  /** The most that is kept of one line. */
  static final int LIMIT = 1 << 20;

  private static final String TRUNCATED = "... [truncated]";
  private static final int USUAL_LINE = 1 << 10;
  private static final int LARGE_BUFFER = 1 << 16;
  private static final int LONGEST_CHARACTER = 4;

  private final ProcessStream stream;
  private final Consumer<OutputLine> lines;
  private byte[] pending = new byte[USUAL_LINE];
  private int size;
  private boolean truncated;

  LineSplitter(ProcessStream stream, Consumer<OutputLine> lines) {
    this.stream = stream;
    this.lines = lines;
  }

  /** Takes the next {@code length} bytes of {@code chunk} and hands on each line they complete. */
  void accept(byte[] chunk, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        append(chunk, start, i);
        emit(true);
        start = i + 1;
      }
    }
    append(chunk, start, length);
  }

  /** Takes note of the end of the stream and hands on a last line that has no newline. */
  void end() {
    if (size > 0) {
      emit(false);
    }
  }

  private void append(byte[] chunk, int from, int to) {
    int count = Math.min(to - from, LIMIT - size);
    truncated |= count < to - from;
    if (size + count > pending.length) {
      int doubled = Math.min(LIMIT, 2 * pending.length);
      pending = Arrays.copyOf(pending, Math.max(size + count, doubled));
    }
    System.arraycopy(chunk, from, pending, size, count);
    size += count;
  }

  private void emit(boolean terminated) {
    int kept = truncated ? wholeCharacters() : size;
    String text = new String(pending, 0, kept, StandardCharsets.UTF_8);
    boolean malformed = text.indexOf('\uFFFD') >= 0 && !isUtf8(text, kept);
    lines.accept(
        new OutputLine(
            stream, truncated ? text + TRUNCATED : text, terminated, truncated, malformed));
    size = 0;
    truncated = false;
    if (pending.length > LARGE_BUFFER) {
      pending = new byte[USUAL_LINE];
    }
  }

  /** Decoding replaces what is not UTF-8; encoding gives the same bytes only if nothing was. */
  private boolean isUtf8(String decoded, int kept) {
    byte[] encoded = decoded.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(encoded, 0, encoded.length, pending, 0, kept);
  }

  /** Returns the size without a character at the end whose last bytes were cut off. */
  private int wholeCharacters() {
    for (int i = size - 1; i >= Math.max(0, size - LONGEST_CHARACTER); i--) {
      int bits = pending[i] & 0xff;
      boolean continuation = (bits & 0xc0) == 0x80;
      if (!continuation) {
        int length = bits < 0xc0 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
        return i + length > size ? i : size;
      }
    }
    return size;
  }
}
