package org.dora.coordinator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One coordinator to a store, and its process id for the others: a locked file beside the store,
 * which frees itself however its owner ends.
 */
final class StoreLock implements AutoCloseable {
  private static final String OWNER = "dora coordinator, pid ";
  private static final int LONGEST = 128;

  private final FileChannel file;

  private StoreLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Locks a store.
   *
   * @throws StoreException if another coordinator has it
   */
  static StoreLock take(StoreFile store) throws IOException {
    Path path = store.beside(".lock");
    refuseForeign(path);
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (lock(file) == null) {
        throw new StoreException(
            "store `%s` is already in use by another coordinator (%s); end that one, or give this one a store of its own with `--store sqlite:PATH` or `--store memory`"
                .formatted(store.path(), read(file).strip()));
      }
      file.truncate(0);
      String owner = OWNER + ProcessHandle.current().pid() + "\n";
      file.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
      return new StoreLock(file);
    } catch (IOException | StoreException e) {
      file.close();
      throw e;
    }
  }

  private static void refuseForeign(Path path) throws IOException {
    if (Files.exists(path)) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        if (file.size() > 0 && !read(file).startsWith(OWNER)) {
          throw new StoreException(
              "`" + path + "` is where a store is locked, but the file of another program");
        }
      }
    }
  }

  private static String read(FileChannel file) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST);
    file.read(content, 0);
    return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
