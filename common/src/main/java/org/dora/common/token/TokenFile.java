package org.dora.common.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One file that holds a token and that nobody but its owner can read. */
final class TokenFile {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private static final String UID = "unix:uid";
  private static final String IDENTITY = "unix:uid,mode,ino,dev,size";
  private static final int OTHERS = 0077;
  private static final long LONGEST = 64 * 1024;

  private TokenFile() {}

  /**
   * Puts a token in place of whatever stands there, links included: it is written into a new file,
   * so that who has the old one open does not see it.
   */
  static void write(Path file, AuthToken token) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    Path fresh = folder.resolve("." + file.getFileName() + ".tmp-" + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    try {
      Files.createFile(fresh, attributes(folder));
      Files.writeString(fresh, token.secret() + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] attributes(Path folder) throws IOException {
    return isUnix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PRIVATE)}
        : new FileAttribute<?>[0];
  }

  /** Returns the token of a file, if there is one that only this user could read and write. */
  static Optional<AuthToken> read(Path file) {
    try {
      if (!isUnix(file.toAbsolutePath())) {
        return token(Files.readString(file));
      }
      // The file that was looked at must be the one that was read.
      Map<String, Object> before = Files.readAttributes(file, IDENTITY);
      if (!isTrusted(before)) {
        return Optional.empty();
      }
      String text = Files.readString(file);
      boolean same = before.equals(Files.readAttributes(file, IDENTITY));
      return same ? token(text) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isTrusted(Map<String, Object> attributes) throws IOException {
    return attributes.get("mode") instanceof Integer mode
        && (mode & OTHERS) == 0
        && attributes.get("size") instanceof Long size
        && size <= LONGEST
        && Objects.equals(attributes.get("uid"), ownUid());
  }

  /** The owner of what belongs to this process. */
  private static Object ownUid() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      return Files.getAttribute(self, UID);
    }
    Path own = Files.createTempFile("dora", null);
    try {
      return Files.getAttribute(own, UID);
    } finally {
      Files.delete(own);
    }
  }

  private static Optional<AuthToken> token(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() ? Optional.empty() : Optional.of(AuthToken.of(trimmed));
  }

  private static boolean isUnix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
