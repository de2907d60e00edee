package org.dora.daemon.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.dora.common.descriptor.NodeProgram;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program of a node that is a package of the hub: in the package itself or in the Python
 * environment that was made for it, so that a missing one is not replaced by whatever this machine
 * has under that name (daemon.md section 1.2).
 */
final class ConfinedProgram {
  private ConfinedProgram() {}

  /**
   * Returns a program by its absolute path.
   *
   * @param directory of the package
   * @param python environment of the node, null if it has none
   * @throws PrepareException if there is no such file, or it lies elsewhere after all
   */
  static NodeProgram of(NodeProgram program, Path directory, @Nullable Path python) {
    String path = String.valueOf(program.path());
    try {
      return new NodeProgram(find(path, directory, python).toString(), null, program.args());
    } catch (PrepareException e) {
      throw new PrepareException("failed to resolve hub entrypoint `" + path + "`", e);
    } catch (InvalidPathException e) {
      throw new PrepareException(
          "failed to resolve hub entrypoint `" + path + "`: " + e.getReason());
    }
  }

  private static Path find(String path, Path directory, @Nullable Path python) {
    if (python != null) {
      Path programs = python.resolve("bin");
      if (Files.isRegularFile(programs.resolve(path))) {
        return confined(programs.resolve(path), programs);
      }
    }
    if (Files.exists(directory.resolve(path))) {
      return confined(directory.resolve(path), directory);
    }
    throw new PrepareException(
        "could not find `"
            + path
            + "` in the node's working directory `"
            + directory
            + "`"
            + (python == null ? "" : " or its managed environment `" + python + "`")
            + " — hub nodes resolve only within their own package (no $PATH fallback)");
  }

  private static Path confined(Path file, Path folder) {
    try {
      Path real = file.toRealPath();
      if (real.startsWith(folder.toRealPath())) {
        return real;
      }
      throw new PrepareException(
          "entrypoint `"
              + real
              + "` resolves outside the node's directory `"
              + folder
              + "` (symlink escape?) — refusing to run it");
    } catch (IOException e) {
      throw new PrepareException("failed to canonicalize `" + file + "`", e);
    }
  }
}
