package org.dora.coordinator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Whose a file is, told by its first bytes before SQLite sees it: what another program has written
 * is never opened for writing, moved or renamed.
 *
 * @param path absolute
 */
record StoreFile(Path path) {
  /** {@code dora}, where SQLite keeps a program's mark. */
  static final int APPLICATION_ID = 0x646f7261;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APPLICATION_ID_AT = 68;
  private static final int HEADER = 100;

  /** What SQLite keeps beside a file, and what is lost without it. */
  private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

  /** Returns a file beside this one. */
  Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /**
   * Returns whether there is a store.
   *
   * @throws StoreException if what is there is no store of ours
   */
  boolean exists() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      refuseCompanions();
      return false;
    }
    if (!Files.isRegularFile(path)) {
      throw foreign("it is no regular file");
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      while (header.hasRemaining() && file.read(header) >= 0) {
        // Reads on.
      }
    }
    byte[] magic = new byte[MAGIC.length];
    header.get(0, magic);
    if (header.hasRemaining() || !Arrays.equals(magic, MAGIC)) {
      throw foreign("it is no SQLite file");
    }
    if (header.getInt(APPLICATION_ID_AT) != APPLICATION_ID) {
      throw foreign("it is the SQLite file of another program");
    }
    return true;
  }

  /** They would be taken for parts of a file that is made now. */
  private void refuseCompanions() {
    for (String suffix : COMPANIONS) {
      if (Files.exists(beside(suffix), LinkOption.NOFOLLOW_LINKS)) {
        throw new StoreException(
            "store `%s` is missing, but `%s` is there: put the store back, or move that away"
                .formatted(path, beside(suffix)));
      }
    }
  }

  private StoreException foreign(String found) {
    return new StoreException(
        "`%s` is not a store of a dora coordinator: %s. It stays as it is; name another path, as in `--store sqlite:PATH`"
            .formatted(path, found));
  }

  /** Renames the store to {@code .backup}, {@code .backup.1} and so on, and returns to which. */
  Path setAside() throws IOException {
    Path target = beside(".backup");
    for (int number = 1; Files.exists(target, LinkOption.NOFOLLOW_LINKS); number++) {
      target = beside(".backup." + number);
    }
    Path _ = Files.move(path, target);
    for (String suffix : COMPANIONS) {
      Path companion = beside(suffix);
      if (Files.exists(companion)) {
        Path _ = Files.move(companion, new StoreFile(target).beside(suffix));
      }
    }
    return target;
  }
}
