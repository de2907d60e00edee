package org.dora.cli.dataflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /** Returns the lines that have been completed since the last call. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    if (open != null) {
      read(open, lines);
    }
    Object now = identityNow();
    if (now != null && !now.equals(identity)) {
      if (open != null) {
        // What was written between the last look and the rotation.
        read(open, lines);
        open.close();
      }
      partial.reset();
      identity = now;
      open = FileChannel.open(path);
      read(open, lines);
    }
    return lines;
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

  private void read(FileChannel file, List<String> lines) throws IOException {
    while (file.read(buffer.clear()) > 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          lines.add(partial.toString(UTF_8));
          partial.reset();
        } else {
          partial.write(next);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
