package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks programs up in the {@code PATH} of the daemon, whatever {@code PATH} a node gets.
 *
 * @param folders the folders, separated by colons
 * @param directory where relative folders start, and names with a slash
 */
record SearchPath(String folders, Path directory) {
  /** What execvp uses for a process without a PATH. */
  private static final String DEFAULT = "/bin:/usr/bin";

  static SearchPath of(SpawnSettings settings) {
    return new SearchPath(
        settings.environment().getOrDefault("PATH", DEFAULT), settings.directory());
  }

  /** Returns the first executable file of that name, absolute, symlinks as they are. */
  Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(AbsolutePaths.of(directory, program)).filter(SearchPath::isProgram);
    }
    for (String folder : folders.split(":", -1)) {
      Path file = in(folder, program);
      if (isProgram(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private Path in(String folder, String program) {
    try {
      return AbsolutePaths.of(directory.resolve(folder), program);
    } catch (InvalidPathException _) {
      return directory.resolve(program); // a folder that this locale cannot name holds nothing
    }
  }
}
