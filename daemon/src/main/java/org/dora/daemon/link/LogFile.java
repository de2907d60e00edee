package org.dora.daemon.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;

/**
 * One file of a node's log as it was when it was looked at; rotation may give it another name at
 * any time.
 *
 * @param id stays when the file is renamed, and is no other file's
 * @param size in bytes, never 0
 */
record LogFile(Path path, String id, long size) {
  /** A file system gives a number of a file anew; no two files begin with the same time. */
  private static final int HEAD = 64;

  /** Returns the files that are not empty, in the order in which their lines were written. */
  static List<LogFile> list(LogFileNames names) throws IOException {
    List<LogFile> files = new ArrayList<>();
    for (Path path : names.oldestFirst()) {
      LogFile file = at(path);
      if (file != null && files.stream().noneMatch(other -> other.id.equals(file.id))) {
        files.add(file);
      }
    }
    return files;
  }

  private static @Nullable LogFile at(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // The first lines are never changed.
      }
      CRC32 sum = new CRC32();
      sum.update(head.flip());
      long size = attributes.size();
      return size == 0
          ? null
          : new LogFile(path, attributes.fileKey() + "-" + sum.getValue(), size);
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /** Returns whether the file still has its name. */
  private boolean isInPlace() throws IOException {
    LogFile now = at(path);
    return now != null && now.id.equals(id);
  }

  /**
   * Reads bytes.
   *
   * @return null if the file has been renamed
   */
  byte @Nullable [] read(long from, int count) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate(count);
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
        // It was that long before.
      }
      return bytes.hasRemaining() || !isInPlace() ? null : bytes.array();
    } catch (NoSuchFileException _) {
      return null;
    }
  }
}
