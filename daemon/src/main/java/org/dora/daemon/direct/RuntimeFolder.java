package org.dora.daemon.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for files that a daemon's nodes read and that must not outlive the daemon: made when
 * first needed, removed on {@link #close}, and by the next daemon if this one is killed.
 *
 * <p>A daemon holds a lock on a file in its folder; a folder whose lock is free has no owner any
 * more. Safe for use by any thread.
 */
public final class RuntimeFolder implements AutoCloseable {
  private static final String NAME = "dora-jvm";
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 5;
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeFolder.class);

  private final Path base;
  private @Nullable Path folder;
  private @Nullable FileChannel lock;

  /**
   * @param base where the folders of all daemons of this user are
   */
  RuntimeFolder(Path base) {
    this.base = base;
  }

  /** Returns the one below {@code XDG_RUNTIME_DIR}, else below the folder for temporary files. */
  public static RuntimeFolder of(Map<String, String> environment) {
    String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null && !runtime.isEmpty() && Files.isWritable(Path.of(runtime))) {
      return new RuntimeFolder(Path.of(runtime, NAME));
    }
    String user = System.getProperty("user.name");
    return new RuntimeFolder(Path.of(System.getProperty("java.io.tmpdir"), NAME + "-" + user));
  }

  /**
   * Returns the path of a file in the folder, which exists afterwards; the file need not.
   *
   * @throws IOException if there can be no such folder
   */
  public synchronized Path file(String name) throws IOException {
    Path made = folder;
    if (made == null) {
      made = make();
      folder = made;
    }
    return made.resolve(name);
  }

  /** Another daemon that ends may remove the base under our hands. */
  private Path make() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return makeOnce();
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Path makeOnce() throws IOException {
    makeBase();
    removeAbandoned();
    Path made = Files.createTempDirectory(base, "daemon-");
    FileChannel channel =
        FileChannel.open(
            made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      throw new IOException("cannot lock " + made.resolve(LOCK));
    }
    lock = channel;
    return made;
  }

  /** In a folder for everybody's temporary files somebody else may have made it, or a link. */
  private void makeBase() throws IOException {
    try {
      Files.createDirectory(base, PosixFilePermissions.asFileAttribute(PRIVATE));
    } catch (FileAlreadyExistsException _) {
      if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(base, LinkOption.NOFOLLOW_LINKS)
              .equals(
                  base.getFileSystem()
                      .getUserPrincipalLookupService()
                      .lookupPrincipalByName(System.getProperty("user.name")))) {
        throw new IOException(base + " belongs to somebody else");
      }
      Files.setPosixFilePermissions(base, PRIVATE);
    }
  }

  private void removeAbandoned() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, "daemon-*")) {
      for (Path other : folders) {
        if (isAbandoned(other)) {
          remove(other);
        }
      }
    }
  }

  /** A folder without lock is just being made, or removed, by its owner. */
  private static boolean isAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (IOException | OverlappingFileLockException _) {
      return false;
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> content = Files.list(folder)) {
      for (Path file : content.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("cannot remove {}: {}", folder, e.toString());
    }
  }

  /** Removes the folder and all that is in it. */
  @Override
  public synchronized void close() {
    Path made = folder;
    folder = null;
    if (made != null) {
      remove(made);
    }
    try {
      if (lock != null) {
        lock.close();
      }
      if (made != null) {
        Files.deleteIfExists(base); // only if no other daemon has its folder there
      }
    } catch (IOException _) {
      // Other daemons use it.
    }
  }
}
