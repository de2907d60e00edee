package org.dora.daemon.direct;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes files of shared memory that the Zenoh sessions of released nodes leave behind: one that
 * is killed, and two that drop the same segment at the same instant.
 *
 * <p>Whoever uses a segment holds a shared {@code flock} on its file, and the last one to let go is
 * to remove it: it does if it gets the exclusive lock, which of two at once neither does. So a file
 * whose exclusive lock is free has no user. Nobody is hurt who comes while we hold that lock: a
 * session that makes a segment takes another number, and to one that opens it, it is gone.
 */
final class ZenohSegments {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Pattern NAME = Pattern.compile("\\d{1,20}\\.zenoh");

  /** A file is empty until its maker has locked it. */
  private static final Duration TIME_TO_LOCK = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ZenohSegments.class);

  private final Path folder;

  ZenohSegments(Path folder) {
    this.folder = folder;
  }

  static ZenohSegments ofThisMachine() {
    return new ZenohSegments(SHARED_MEMORY);
  }

  /** Removes this user's segments that nobody uses; blocks. Elsewhere than on Linux none are. */
  void removeUnused() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ZenohSegments::isOurs)) {
      for (Path file : files) {
        removeIfUnused(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("cannot look for unused shared memory in {}: {}", folder, e.toString());
    }
  }

  private static boolean isOurs(Path file) {
    try {
      return NAME.matcher(file.getFileName().toString()).matches()
          && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
              .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException _) {
      return false; // somebody else has removed it
    }
  }

  private static void removeIfUnused(Path file) {
    int descriptor = LockedFile.open(file);
    if (descriptor < 0) {
      return;
    }
    try {
      if (LockedFile.lock(descriptor) && isSegment(file, Path.of("/proc/self/fd/" + descriptor))) {
        Files.deleteIfExists(file);
        LOG.debug("removed shared memory that nobody uses: {}", file);
      }
    } catch (IOException e) {
      LOG.debug("left {}: {}", file, e.toString());
    } finally {
      LockedFile.close(descriptor);
    }
  }

  /** Between our opening and our locking the name may have passed to another file. */
  private static boolean isSegment(Path file, Path locked) throws IOException {
    BasicFileAttributes ours = Files.readAttributes(locked, BasicFileAttributes.class);
    BasicFileAttributes named = Files.readAttributes(file, BasicFileAttributes.class);
    return Objects.equals(ours.fileKey(), named.fileKey())
        && (ours.size() > 0
            || ours.lastModifiedTime().toInstant().isBefore(Instant.now().minus(TIME_TO_LOCK)));
  }

  /** {@code flock}, which Java's locks are not; linked when a file is there to be looked at. */
  @SuppressWarnings("restricted") // binding C functions is what this class is for
  private static final class LockedFile {
    private static final int READ_CLOSE_ON_EXEC = 0x8_0000;
    private static final int EXCLUSIVE_AT_ONCE = 2 | 4;

    private static final MethodHandle OPEN =
        bind(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FLOCK =
        bind("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE =
        bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** Returns a descriptor, negative if the file cannot be opened. */
    static int open(Path file) {
      try (Arena arena = Arena.ofConfined()) {
        return (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), READ_CLOSE_ON_EXEC);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot call open", e);
      }
    }

    /** Returns whether nobody else has locked the file. */
    static boolean lock(int descriptor) {
      try {
        return (int) FLOCK.invokeExact(descriptor, EXCLUSIVE_AT_ONCE) == 0;
      } catch (Throwable e) {
        throw new IllegalStateException("cannot call flock", e);
      }
    }

    static void close(int descriptor) {
      try {
        int _ = (int) CLOSE.invokeExact(descriptor);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot call close", e);
      }
    }

    private static MethodHandle bind(
        String name, FunctionDescriptor type, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }
  }
}
