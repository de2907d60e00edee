package org.dora.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What checks look at: files of the system, variables, programs. Tests make one of their own.
 *
 * @param root the folder that paths such as {@code /proc/meminfo} lie in
 * @param environment variables
 * @param folder the working folder
 */
record Machine(Path root, Map<String, String> environment, Path folder) {
  static Machine ofThisProcess() {
    return new Machine(Path.of("/"), System.getenv(), Path.of("").toAbsolutePath());
  }

  /** Returns the place of a file of the system, given by its absolute path. */
  Path at(String path) {
    return root.resolve(path.substring(1));
  }

  /** Reads a file of the system; nothing if there is none or it may not be read. */
  Optional<String> read(String path) {
    try {
      return Optional.of(Files.readString(at(path)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Reads the lines of a file of the system; none if there is no such file. */
  List<String> lines(String path) {
    return read(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** Finds a program by the variable {@code PATH}. */
  Optional<Path> program(String name) {
    List<Path> candidates = new ArrayList<>();
    for (String entry : environment.getOrDefault("PATH", "").split(":", -1)) {
      candidates.add(folder.resolve(entry).resolve(name));
    }
    return candidates.stream()
        .filter(file -> Files.isExecutable(file) && Files.isRegularFile(file))
        .findFirst();
  }

  /** Writes a number of bytes for humans. */
  static String size(long bytes) {
    double size = bytes;
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit < 2 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }
}
