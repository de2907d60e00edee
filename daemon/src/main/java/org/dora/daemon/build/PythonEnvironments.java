package org.dora.daemon.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.version.PeerCheck;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.SpawnException;
import org.dora.daemon.spawn.ManagedPython;

/**
 * Makes the Python environments of nodes with {@code uv} and sees to it that dora's node API can be
 * imported there (dataflow.md section 8.3). Safe for use by any thread.
 */
final class PythonEnvironments {
  /** Names a package to install instead of the released one: a folder with sources or a wheel. */
  private static final String SOURCE_VARIABLE = "DORA_PYTHON_RUNTIME_SOURCE";

  private final BuildProcesses processes;
  private final BuildListener listener;

  PythonEnvironments(BuildProcesses processes, BuildListener listener) {
    this.processes = processes;
    this.listener = listener;
  }

  /**
   * Makes a node's environment unless it is there.
   *
   * @param directory that the node is built in
   * @param environment of the node's commands
   * @throws BuildException if that fails
   */
  void prepare(NodeId node, ManagedPython python, Path directory, Map<String, String> environment) {
    listener.message(node, LogLevel.INFO, "preparing managed Python env in " + python.directory());
    try {
      if (!python.exists()) {
        Files.createDirectories(python.directory().getParent());
        must(node, directory, environment, "uv", "venv", "--clear", python.directory().toString());
      }
      Map<String, String> inside = python.apply(environment);
      if (!imports(python, directory, inside)) {
        String source = environment.getOrDefault(SOURCE_VARIABLE, "");
        String dora = source.isEmpty() ? "dora-rs==" + PeerCheck.COMPATIBLE_VERSION : source;
        must(node, directory, inside, "uv", "pip", "install", dora);
      }
    } catch (BuildException | IOException e) {
      throw new BuildException("managed Python env preparation failed", e);
    }
  }

  private boolean imports(ManagedPython python, Path directory, Map<String, String> environment) {
    List<String> argv = List.of(python.interpreter().toString(), "-c", "import dora");
    try {
      return processes.run(ProcessSpec.of(argv, environment, directory), _ -> {}).isSuccess();
    } catch (SpawnException e) {
      throw new BuildException("failed to probe for dora in `" + python.directory() + "`", e);
    }
  }

  private void must(NodeId node, Path directory, Map<String, String> environment, String... argv) {
    String command = String.join(" ", argv);
    ExitStatus status;
    try {
      status =
          processes.run(
              ProcessSpec.of(List.of(argv), new LinkedHashMap<>(environment), directory),
              line -> listener.message(node, LogLevel.STDOUT, line.message()));
    } catch (SpawnException e) {
      throw new BuildException("failed to spawn `" + command + "`; is uv installed?", e);
    }
    if (!status.isSuccess()) {
      throw new BuildException("`" + command + "` " + BuildCommands.said(status));
    }
  }
}
