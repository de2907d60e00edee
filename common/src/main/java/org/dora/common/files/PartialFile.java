package org.dora.common.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names files and folders that are made beside their place and moved there when they are complete.
 * The name tells whose work it is, so that what a killed process has left is not kept for ever.
 */
public final class PartialFile {
  private static final AtomicLong COUNTER = new AtomicLong();

  private PartialFile() {}

  /**
   * Returns a path that nobody else uses, and deletes what ended processes left under such names.
   *
   * @param folder need not exist
   * @param prefix begins the name
   */
  public static Path in(Path folder, String prefix) {
    deleteAbandoned(folder, prefix);
    return folder.resolve(prefix + ProcessHandle.current().pid() + "-" + COUNTER.getAndIncrement());
  }

  private static void deleteAbandoned(Path folder, String prefix) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isAbandoned(file, prefix))) {
      for (Path file : files) {
        FolderDeletion.delete(file);
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Not to be had any more, or not ours to delete: it is in nobody's way.
    }
  }

  private static boolean isAbandoned(Path file, String prefix) {
    String name = file.getFileName().toString();
    int end = name.indexOf('-', prefix.length());
    if (!name.startsWith(prefix) || end < 0) {
      return false;
    }
    try {
      long pid = Long.parseLong(name, prefix.length(), end, 10);
      return ProcessHandle.of(pid).isEmpty();
    } catch (NumberFormatException _) {
      return false;
    }
  }
}
