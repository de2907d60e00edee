package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.ProcessStream;
import org.dora.daemon.process.SpawnException;

/**
 * The {@code git} of this machine, with its user's settings, credentials and keys, but never with a
 * question to the terminal. Safe for use by any thread.
 */
final class GitProgram {
  /** What git sets for hooks; it would make our commands work on the caller's repository. */
  private static final Set<String> REPOSITORY_VARIABLES =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_PREFIX");

  /** Seconds without progress after which a transfer is given up; git itself waits for ever. */
  private static final String STALL_LIMIT = "60";

  private final Map<String, String> environment;
  private final BuildProcesses processes;

  GitProgram(Map<String, String> environment, BuildProcesses processes) {
    this.environment = new LinkedHashMap<>(environment);
    this.environment.keySet().removeAll(REPOSITORY_VARIABLES);
    this.environment.put("GIT_TERMINAL_PROMPT", "0");
    this.environment.putIfAbsent("GIT_HTTP_LOW_SPEED_LIMIT", "1");
    this.environment.putIfAbsent("GIT_HTTP_LOW_SPEED_TIME", STALL_LIMIT);
    this.processes = processes;
  }

  /** What a command said. */
  record Answer(boolean success, String stdout, String stderr) {}

  /**
   * Runs git to its end and returns what it wrote to its standard output.
   *
   * @throws BuildException with what git said if it failed
   */
  String must(Path directory, String... arguments) {
    Answer answer = ask(directory, arguments);
    if (!answer.success()) {
      String said = answer.stderr().strip();
      throw new BuildException(
          "`git " + arguments[0] + "` failed" + (said.isEmpty() ? "" : ": " + said));
    }
    return answer.stdout();
  }

  /**
   * Runs git to its end.
   *
   * @throws BuildException if it cannot be started
   */
  Answer ask(Path directory, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    StringJoiner stdout = new StringJoiner("\n");
    StringJoiner stderr = new StringJoiner("\n");
    try {
      ExitStatus status =
          processes.run(
              // Without a controlling terminal, ssh cannot ask for a password on it.
              ProcessSpec.of(argv, environment, directory).withNewSession(true),
              line ->
                  (line.stream() == ProcessStream.STDOUT ? stdout : stderr).add(line.message()));
      return new Answer(status.isSuccess(), stdout.toString(), stderr.toString());
    } catch (SpawnException e) {
      throw new BuildException("failed to run git, which nodes with `git` need", e);
    }
  }
}
