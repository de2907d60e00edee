package org.dora.common.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token to show to a coordinator (control-protocol.md section 3): in the environment, in
 * the working directory, in the user's configuration. Reads files each time, since a coordinator
 * that starts anew writes another one.
 */
public final class AuthToken {
  /** Holds the token itself. */
  public static final String VARIABLE = "DORA_AUTH_TOKEN";

  /** Holds the token in a folder. */
  public static final String FILE = ".dora-token";

  private static final int LARGEST = 64 << 10;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private AuthToken() {}

  /**
   * Returns the token, or null if there is none. A file that is not the user's alone is passed
   * over.
   *
   * @param directory the working directory
   */
  public static @Nullable String find(Map<String, String> environment, Path directory) {
    String given = environment.get(VARIABLE);
    if (given != null && !given.isEmpty()) {
      return given;
    }
    String local = read(directory.resolve(FILE));
    Path folder = configFolder(environment);
    return local != null || folder == null ? local : read(folder.resolve(FILE));
  }

  /** Returns the folder with the second copy of the token, or null if nobody knows the home. */
  public static @Nullable Path configFolder(Map<String, String> environment) {
    String home = environment.get("HOME");
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return home == null ? null : Path.of(home, "Library", "Application Support", "dora");
    }
    String config = environment.get("XDG_CONFIG_HOME");
    if (config != null && config.startsWith("/")) {
      return Path.of(config, "dora");
    }
    return home == null ? null : Path.of(home, ".config", "dora");
  }

  private static @Nullable String read(Path file) {
    try {
      PosixFileAttributes before = attributes(file);
      if (!before.isRegularFile() || before.size() > LARGEST || !isOursAlone(before)) {
        return null;
      }
      String token = Files.readString(file, StandardCharsets.UTF_8).strip();
      // It might have been replaced meanwhile.
      boolean same =
          String.valueOf(attributes(file).fileKey()).equals(String.valueOf(before.fileKey()));
      return same && !token.isEmpty() ? token : null;
    } catch (IOException | UnsupportedOperationException _) {
      return null;
    }
  }

  private static PosixFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class);
  }

  private static boolean isOursAlone(PosixFileAttributes file) throws IOException {
    for (PosixFilePermission permission : file.permissions()) {
      if (OTHERS.contains(permission)) {
        return false;
      }
    }
    return file.owner().equals(us());
  }

  private static UserPrincipal us() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      return Files.getOwner(self);
    }
    Path home = Path.of(System.getProperty("user.home"));
    return Files.getOwner(home, LinkOption.NOFOLLOW_LINKS);
  }
}
