package org.dora.common.files;

import java.nio.file.Path;
import java.util.Map;

/** Where a user's configuration and caches lie, by the rules of freedesktop.org. */
public final class UserFolders {
  private UserFolders() {}

  /** Returns the folder of configuration. */
  public static Path configuration(Map<String, String> environment) {
    return folder(environment, "XDG_CONFIG_HOME", ".config");
  }

  /** Returns the folder of what can be fetched again. */
  public static Path cache(Map<String, String> environment) {
    return folder(environment, "XDG_CACHE_HOME", ".cache");
  }

  /** Returns the folder of what should outlive a process, such as its logs. */
  public static Path state(Map<String, String> environment) {
    return folder(environment, "XDG_STATE_HOME", ".local/state");
  }

  /** A relative path in the variable counts for nothing. */
  private static Path folder(Map<String, String> environment, String variable, String inHome) {
    Path given = Path.of(environment.getOrDefault(variable, ""));
    if (given.isAbsolute()) {
      return given;
    }
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home).resolve(inHome);
  }
}
