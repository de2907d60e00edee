package org.dora.daemon.spawn;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ProcessSpec;

/**
 * Runs the programs that preparation asks for answers - uv, python - with the daemon's own
 * environment and working directory, as the released daemon does.
 */
final class Tools {
  /** Long, because {@code uv run} may first fetch what a project depends on. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final SpawnSettings settings;
  private final SearchPath searchPath;
  private final Commands commands;

  Tools(SpawnSettings settings, Commands commands) {
    this.settings = settings;
    this.searchPath = SearchPath.of(settings);
    this.commands = commands;
  }

  SearchPath searchPath() {
    return searchPath;
  }

  /** Returns uv if it is installed. */
  Optional<Path> uv() {
    return searchPath.find("uv");
  }

  /**
   * Runs a program to its end; blocks.
   *
   * @throws org.dora.daemon.process.ProcessException if it cannot be started or does not end
   * @throws PrepareException if this thread was interrupted
   */
  Commands.Answer run(Path program, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(List.of(arguments));
    try {
      return commands.run(
          ProcessSpec.of(argv, settings.environment(), settings.directory()), LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrepareException("interrupted while `" + String.join(" ", argv) + "` ran", e);
    }
  }

  /** Returns the first line of what a program that ended well wrote, empty without such a line. */
  static Optional<String> firstLine(Commands.Answer answer) {
    return answer.status().isSuccess()
        ? answer.stdout().lines().map(String::strip).findFirst().filter(line -> !line.isEmpty())
        : Optional.empty();
  }
}
