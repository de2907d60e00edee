package org.dora.daemon.spawn;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ProcessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Python that runs {@code .py} nodes: what {@code uv python find} says, else {@code python}
 * unless that is Python 2, else {@code python3} (daemon.md section 1.2).
 *
 * <p>The released daemon starts uv for each node; the environment of a daemon does not change, so
 * we ask once. Safe for use by any thread.
 */
final class PythonInterpreter {
  private static final Logger LOG = LoggerFactory.getLogger(PythonInterpreter.class);

  private final Tools tools;

  /** Guards {@code found}, so that nodes prepared side by side wait for one answer. */
  private final ReentrantLock search = new ReentrantLock();

  private @Nullable Path found;

  PythonInterpreter(Tools tools) {
    this.tools = tools;
  }

  /**
   * Returns the interpreter, absolute, symlinks as they are; blocks at the first call.
   *
   * @throws PrepareException if there is none
   */
  Path path() {
    search.lock();
    try {
      Path known = found;
      // A virtual environment may have been removed since.
      if (known == null || !SearchPath.isProgram(known)) {
        known = find();
        found = known;
      }
      return known;
    } finally {
      search.unlock();
    }
  }

  private Path find() {
    return tools
        .uv()
        .flatMap(this::askUv)
        .or(() -> tools.searchPath().find("python").filter(python -> !isPython2(python)))
        .or(() -> tools.searchPath().find("python3"))
        .orElseThrow(() ->
            new PrepareException(
                "Could not find python path when spawning custom node",
                new PrepareException(
                    "failed to find a valid Python 3 installation: no `python3` in PATH `"
                        + tools.searchPath().folders()
                        + "`")));
  }

  private Optional<Path> askUv(Path uv) {
    try {
      return Tools.firstLine(tools.run(uv, "python", "find"))
          .flatMap(line -> tools.searchPath().find(line));
    } catch (ProcessException | InvalidPathException e) {
      LOG.warn("`{} python find` gave no interpreter, looking in PATH: {}", uv, e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isPython2(Path python) {
    try {
      Commands.Answer answer = tools.run(python, "--version");
      String version = answer.stdout().isEmpty() ? answer.stderr() : answer.stdout();
      return version.startsWith("Python 2");
    } catch (ProcessException _) {
      return false; // what is wrong with it shows when the node starts
    }
  }
}
