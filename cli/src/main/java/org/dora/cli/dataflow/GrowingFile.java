package org.dora.cli.dataflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.dora.cli.CliException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a log file as they are written, also over its rotation. */
final class GrowingFile implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private @Nullable FileChannel open;
  private @Nullable Object identity;

  GrowingFile(Path path) {
    this.path = path;
  }

  /** Returns some of the lines that have been completed since the last call; null if none have. */
  byte @Nullable [] next() {
    try {
      byte[] lines = open == null ? null : read(open);
      Object now = lines == null ? identityNow() : identity;
      if (now == null || now.equals(identity)) {
        return lines;
      }
      if (open != null) {
        // What was written between the last look and the rotation.
        lines = read(open);
        if (lines != null) {
          return lines;
        }
        open.close();
      }
      partial.reset();
      identity = now;
      open = FileChannel.open(path);
      return read(open);
    } catch (IOException e) {
      throw new CliException(CliException.FAILURE, "cannot read `" + path + "`", "", e);
    }
  }

  /** What tells the file from the one that had its name before. */
  private @Nullable Object identityNow() throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /** Returns whole lines; what follows them is kept for the next call. */
  private byte @Nullable [] read(FileChannel file) throws IOException {
    while (file.read(buffer.clear()) > 0) {
      int end = buffer.position();
      while (end > 0 && buffer.get(end - 1) != '\n') {
        end--;
      }
      partial.write(buffer.array(), 0, end);
      byte[] lines = end == 0 ? null : partial.toByteArray();
      if (lines != null) {
        partial.reset();
      }
      partial.write(buffer.array(), end, buffer.position() - end);
      if (lines != null) {
        return lines;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
