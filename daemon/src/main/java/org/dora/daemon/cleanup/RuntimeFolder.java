package org.dora.daemon.cleanup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.daemon.process.ProcessRecords;
import org.dora.daemon.process.RunningProcess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for files that must not outlive the daemon: those that its nodes read, and those that
 * tell which nodes there are. Made when first needed, removed on {@link #close}, and by the next
 * daemon if this one is killed.
 *
 * <p>A daemon holds a lock on a file in its folder; a folder whose lock is free has no owner any
 * more. Safe for use by any thread.
 */
public final class RuntimeFolder implements AutoCloseable {
  private static final String NAME = "dora-jvm";
  private static final String PREFIX = "daemon-";
  private static final String LOCK = "lock";
  private static final int ATTEMPTS = 5;
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Folders of this process. To look at their locks would free them: a process loses its locks on a
   * file when it closes any descriptor of it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeFolder.class);

  private final Path base;
  private @Nullable Path folder;
  private @Nullable FileChannel lock;

  /**
   * @param base where the folders of all daemons of this user are
   */
  private RuntimeFolder(Path base) {
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

  /** Returns what remembers the daemon's processes here, as far as the system lets it be done. */
  public ProcessRecords processes() {
    return RunningProcess.ofThisProgram().isPresent()
        ? new GroupRecords(this)
        : ProcessRecords.NONE;
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
    Path made = base.resolve(PREFIX + UUID.randomUUID());
    OWN.add(made);
    Files.createDirectory(made, PosixFilePermissions.asFileAttribute(PRIVATE));
    FileChannel channel =
        FileChannel.open(
            made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() == null || !Files.exists(made.resolve(LOCK))) {
      // Another daemon came between the last two steps and took the folder for abandoned.
      OWN.remove(made);
      channel.close();
      throw new NoSuchFileException(made.toString());
    }
    channel.write(ByteBuffer.wrap(PidSpace.here().text().getBytes(UTF_8)));
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

  /**
   * Ends the processes and removes the folders of this user's daemons that were killed; blocks
   * until that is done.
   */
  public void removeAbandoned() {
    if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      makeBase();
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
        for (Path other : folders) {
          if (!OWN.contains(other)) {
            AbandonedFolder.removeIfAbandoned(other, other.resolve(LOCK));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("cannot look for what killed daemons left in {}: {}", base, e.toString());
    }
  }

  /** Removes the folder and all that is in it. */
  @Override
  public synchronized void close() {
    Path made = folder;
    folder = null;
    if (made != null) {
      AbandonedFolder.remove(made);
      OWN.remove(made);
    }
    try {
      if (lock != null) {
        lock.close();
      }
      Files.deleteIfExists(base); // only if no other daemon has its folder there
    } catch (IOException _) {
      // Other daemons use it.
    }
  }
}
