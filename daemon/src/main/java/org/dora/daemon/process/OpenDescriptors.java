package org.dora.daemon.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps our descriptors out of children where {@code posix_spawn} cannot: the JDK opens sockets and
 * files without {@code O_CLOEXEC}, and a connection that a node inherited would never end for its
 * peer.
 */
final class OpenDescriptors {
  private static final Path OWN = Path.of("/proc/self/fd");
  private static final int LAST_STANDARD = 2;

  private OpenDescriptors() {}

  /**
   * Marks all that is open now as close-on-exec. What another thread opens between this call and
   * the spawn escapes it; that is why {@link PosixSpawn#CLOSES_DESCRIPTORS} goes first.
   */
  static void closeOnExec() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(OWN)) {
      for (Path entry : entries) {
        int descriptor = Integer.parseInt(String.valueOf(entry.getFileName()));
        if (descriptor > LAST_STANDARD) {
          NativePosix.closeOnExec(descriptor);
        }
      }
    } catch (IOException e) {
      throw new ProcessException("cannot list the open descriptors in " + OWN, e);
    }
  }
}
