package org.dora.coordinator.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Puts SQLite's native library where it can stay: the driver would unpack it anew at each start,
 * under a name that is left behind if the coordinator is killed.
 */
final class NativeSqlite {
  private NativeSqlite() {}

  /** Has the driver load the library from a folder, and puts it there first if need be. */
  static void loadFrom(Path folder) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    byte[] library;
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new StoreException(
            "no SQLite for this machine (" + resource + "): use `--store memory`");
      }
      library = in.readAllBytes();
    }
    Path file = folder.resolve(digest(library) + "-" + name);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, name, null);
      Files.write(fresh, library);
      Path _ = Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    System.setProperty("org.sqlite.lib.path", folder.toString());
    System.setProperty("org.sqlite.lib.name", file.getFileName().toString());
  }

  private static String digest(byte[] library) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(library);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
