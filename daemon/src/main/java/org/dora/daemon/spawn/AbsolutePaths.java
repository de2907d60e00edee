package org.dora.daemon.spawn;

import java.nio.file.Path;

/**
 * Makes paths absolute as the released daemon does: {@code .} goes, {@code ..} and symlinks stay,
 * because a virtual environment's {@code bin/python} works at its own place only.
 */
final class AbsolutePaths {
  private AbsolutePaths() {}

  /**
   * @param base an absolute path
   */
  static Path of(Path base, String path) {
    Path absolute = Path.of("/");
    for (Path name : base.resolve(path)) {
      if (!name.toString().equals(".")) {
        absolute = absolute.resolve(name);
      }
    }
    return absolute;
  }
}
