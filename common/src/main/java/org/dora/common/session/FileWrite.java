package org.dora.common.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dora.common.files.PartialFile;

/** Replaces files in one step, so that a crash or another command never meets half of one. */
final class FileWrite {
  private FileWrite() {}

  static void replace(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path written = PartialFile.in(file.resolveSibling(""), "." + file.getFileName() + ".partial-");
    try {
      Files.writeString(written, text);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
