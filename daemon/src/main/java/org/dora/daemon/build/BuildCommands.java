package org.dora.daemon.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.BuildLine;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.SpawnException;

/**
 * The lines of one {@code build} key: each a program of its own, without a shell (dataflow.md
 * section 8.2).
 *
 * @param text the whole key
 * @param directory that the lines run in
 * @param environment all their variables
 * @param usesUv whether lines that start with pip are for uv
 */
record BuildCommands(String text, Path directory, Map<String, String> environment, boolean usesUv) {
  /** Tells tools that colours are welcome although they write to a pipe. */
  private static final Map<String, String> COLOURS = Map.of("CLICOLOR", "1", "CLICOLOR_FORCE", "1");

  BuildCommands {
    Map<String, String> coloured = new LinkedHashMap<>(environment);
    coloured.putAll(COLOURS);
    environment = coloured;
  }

  List<String> lines() {
    return BuildLine.linesOf(text);
  }

  /**
   * Runs one of the lines.
   *
   * @throws BuildException if it fails
   */
  void run(String line, BuildProcesses processes, Consumer<String> output) {
    ExitStatus status;
    try {
      status =
          processes.run(
              ProcessSpec.of(argv(line), environment, directory),
              written -> output.accept(written.message()));
    } catch (SpawnException e) {
      throw new BuildException("failed to spawn `" + line + "`", e);
    }
    if (!status.isSuccess()) {
      throw new BuildException("build command `" + line + "` " + said(status));
    }
  }

  private List<String> argv(String line) {
    List<String> argv = new ArrayList<>(BuildLine.split(line));
    if (argv.isEmpty()) {
      throw new BuildException("build command `" + line + "` is empty");
    }
    if (usesUv && (argv.getFirst().equals("pip") || argv.getFirst().equals("pip3"))) {
      argv.set(0, "pip");
      argv.addFirst("uv");
    }
    return argv;
  }

  /** The end of a process as the released program tells it. */
  static String said(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Code(int code) -> "returned exit status: " + code;
      case ExitStatus.Signal _, ExitStatus.Unknown _ -> status.toString();
    };
  }
}
