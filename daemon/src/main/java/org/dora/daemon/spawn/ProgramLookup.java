package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.ProcessException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file that a node's {@code path} means (dataflow.md section 5.1): below the node's
 * working directory, else by {@code uv run which}, else in the daemon's PATH. Safe for use by any
 * thread.
 */
final class ProgramLookup {
  private final Tools tools;

  /** What was found outside of working directories, so that uv is not asked again. */
  private final Map<String, Path> installed = new ConcurrentHashMap<>();

  ProgramLookup(Tools tools) {
    this.tools = tools;
  }

  /**
   * Returns the file, absolute, symlinks as they are; it may be a directory or not executable.
   *
   * @param path after expansion of variables
   * @throws PrepareException if there is none
   */
  Path find(String path, Path workingDirectory) {
    try {
      Path file = AbsolutePaths.of(workingDirectory, path);
      return Files.exists(file) ? file : findInstalled(path);
    } catch (InvalidPathException e) {
      throw notFound(path, "", "the path cannot be used here: " + e.getReason());
    }
  }

  private Path findInstalled(String path) {
    Path known = installed.get(path);
    if (known != null && SearchPath.isProgram(known)) {
      return known;
    }
    Optional<Path> uv = tools.uv();
    Path file =
        uv.isPresent()
            ? askUv(uv.get(), path)
            : tools.searchPath().find(path).orElseThrow(() -> notFound(path, "", null));
    installed.put(path, file);
    return file;
  }

  private Path askUv(Path uv, String path) {
    Commands.Answer answer;
    try {
      answer = tools.run(uv, "run", "which", path);
    } catch (ProcessException e) {
      throw notFound(path, " within uv", e.getMessage());
    }
    return Tools.firstLine(answer)
        .flatMap(line -> tools.searchPath().find(line))
        .orElseThrow(() -> notFound(path, " within uv", complaint(answer)));
  }

  /** Returns what uv itself has to say; a status other than 2 is that of {@code which}. */
  private static @Nullable String complaint(Commands.Answer answer) {
    return answer.status().equals(new ExitStatus.Code(2)) && !answer.stderr().isBlank()
        ? "uv: " + answer.stderr()
        : null;
  }

  private static PrepareException notFound(String path, String where, @Nullable String reason) {
    return new PrepareException(
        "Could not find source path " + path + where,
        reason == null ? null : new PrepareException(reason));
  }
}
