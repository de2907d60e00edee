package org.dora.cli.self;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where dora keeps files of this user, besides those beside a dataflow. */
final class UserFiles {
  private final Path home;
  private final Map<String, String> environment;

  UserFiles(Map<String, String> environment) {
    this.environment = environment;
    this.home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  /** Folders that only we write and that can be made again: the start-up caches of the JVM. */
  List<Path> caches() {
    return existing(folder("XDG_CACHE_HOME", ".cache").resolve("dora-jvm"));
  }

  /** What outlives an uninstallation: state and secrets, which a released dora uses, too. */
  List<Path> kept() {
    return existing(home.resolve(".dora"), folder("XDG_CONFIG_HOME", ".config").resolve("dora"));
  }

  private Path folder(String variable, String usual) {
    String named = environment.getOrDefault(variable, "");
    // The specification of these variables: a relative one is to be ignored.
    return named.startsWith("/") ? Path.of(named) : home.resolve(usual);
  }

  private static List<Path> existing(Path... candidates) {
    return Stream.of(candidates).filter(Files::exists).toList();
  }
}
