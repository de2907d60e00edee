package org.dora.daemon.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file, and begins a new one when it has become large (daemon.md, section 7.2).
 * Whatever fails, no file ends within a line. Confined to one thread.
 */
final class RotatingFile {
  private static final int BUFFER_BYTES = 16 << 10;

  private final LogFileNames names;
  private final long limit;
  private final int kept;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER_BYTES);
  private @Nullable FileChannel out;
  private long length;
  private boolean rotatedBefore;

  /**
   * @param limit size in bytes at which the file is rotated; {@link Long#MAX_VALUE} for never
   * @param kept how many rotated files are kept
   */
  RotatingFile(LogFileNames names, long limit, int kept) {
    this.names = names;
    this.limit = limit;
    this.kept = kept;
  }

  /** Makes the file where it is missing; a file of an earlier run of the node is continued. */
  void open() throws IOException {
    channel();
  }

  private FileChannel channel() throws IOException {
    FileChannel channel = out;
    if (channel == null) {
      Files.createDirectories(names.folder());
      channel =
          FileChannel.open(names.current(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      out = channel;
      length = channel.size();
    }
    return channel;
  }

  /** Appends a line, which ends with its newline; it may be held back until {@link #flush}. */
  void append(byte[] line) throws IOException {
    pending.writeBytes(line);
    if (pending.size() >= BUFFER_BYTES || length + pending.size() >= limit) {
      flush();
    }
  }

  /** Writes what is held back. */
  void flush() throws IOException {
    if (pending.size() == 0) {
      return;
    }
    FileChannel channel = channel();
    ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      keepWholeLines(channel, bytes);
      throw e;
    }
    length += pending.size();
    pending.reset();
    if (length >= limit) {
      rotate();
    }
  }

  /** Cuts off a line that was written in part; those behind it stay pending. */
  private void keepWholeLines(FileChannel channel, ByteBuffer bytes) {
    int whole = bytes.position();
    while (whole > 0 && bytes.get(whole - 1) != '\n') {
      whole--;
    }
    pending.reset();
    pending.write(bytes.array(), whole, bytes.limit() - whole);
    length += whole;
    try {
      channel.truncate(length);
    } catch (IOException _) {
      // it failed before; nothing more can be done for this file
    }
  }

  private void rotate() throws IOException {
    close();
    if (!rotatedBefore) {
      rotatedBefore = true;
      for (int age = LogFileNames.MOST_ROTATED; age > kept; age--) {
        Files.deleteIfExists(names.rotated(age));
      }
    }
    if (kept == 0) {
      Files.deleteIfExists(names.current());
    } else {
      for (int age = kept - 1; age > 0; age--) {
        if (Files.exists(names.rotated(age))) {
          move(names.rotated(age), names.rotated(age + 1));
        }
      }
      move(names.current(), names.rotated(1));
    }
    open();
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Closes the file behind all that was appended. */
  void close() throws IOException {
    flush();
    try (FileChannel _ = out) {
      out = null;
    }
  }

  /**
   * Closes the file after a failure.
   *
   * @return how many lines were held back, and are lost
   */
  long abandon() {
    long lines = 0;
    for (byte each : pending.toByteArray()) {
      lines += each == '\n' ? 1 : 0;
    }
    pending.reset();
    try {
      close();
    } catch (IOException _) {
      out = null; // it failed before
    }
    return lines;
  }
}
