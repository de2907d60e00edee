package org.dora.daemon.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.id.NodeId;
import org.dora.common.session.GitSource;
import org.dora.daemon.spawn.ManagedPython;
import org.jspecify.annotations.Nullable;

/** Builds one node: its sources, its Python environment, its commands. */
final class NodeBuild {
  /**
   * Where a node was built.
   *
   * @param python its own Python environment, null if it has none
   */
  record Result(Path directory, @Nullable Path python) {}

  private final BuildTools tools;
  private final BuildRequest request;
  private final NodeDescriptor node;
  private final String path;

  /**
   * @param index of the node in the descriptor
   */
  NodeBuild(BuildTools tools, BuildRequest request, int index) {
    this.tools = tools;
    this.request = request;
    this.node = request.descriptor().nodes().get(index);
    this.path = "nodes[" + index + "]";
  }

  NodeId id() {
    return node.id();
  }

  /**
   * Builds the node; blocks.
   *
   * @throws BuildException if that fails
   */
  Result run() {
    say(LogLevel.DEBUG, "building node");
    Path directory = directory();
    Path python = needsPython() ? ManagedPython.pathOf(directory, node.id()) : null;
    Map<String, String> environment = environment();
    if (request.uv() && python != null) {
      tools.python().prepare(node.id(), new ManagedPython(python), directory, environment);
      environment = new ManagedPython(python).apply(environment);
    }
    build(path + ".build", node.source().build(), directory, environment);
    OperatorDescriptor single = node.composition().operator();
    if (single != null) {
      build(path + ".operator.build", single.build(), directory, environment);
    }
    List<OperatorDescriptor> operators = node.composition().operators();
    for (int i = 0; operators != null && i < operators.size(); i++) {
      build(path + ".operators[" + i + "].build", operators.get(i).build(), directory, environment);
    }
    return new Result(directory, python);
  }

  private Path directory() {
    GitSource source = request.sources().get(node.id());
    if (source == null) {
      return request.folders().getOrDefault(node.id(), request.directory());
    }
    Path clone = tools.git().checkOut(node.id(), request);
    return source.subdir() == null ? clone : subfolder(clone, source.subdir());
  }

  /** A repository can hold links, which must not lead the build out of it. */
  private static Path subfolder(Path clone, String name) {
    Path folder = clone.resolve(name);
    if (!Files.isDirectory(folder)) {
      throw new BuildException("git source has no `" + name + "` directory in `" + clone + "`");
    }
    try {
      Path real = folder.toRealPath();
      if (real.startsWith(clone.toRealPath())) {
        return real;
      }
    } catch (IOException e) {
      throw new BuildException("failed to resolve git source subdir `" + name + "`", e);
    }
    throw new BuildException("git source subdir `" + name + "` escapes the repository (symlink?)");
  }

  /** Whether the node is Python with something to install for it (dataflow.md section 8.3). */
  private boolean needsPython() {
    String program = node.program().path();
    if (program != null) {
      return node.source().build() != null
          && program.regionMatches(true, program.length() - 3, ".py", 0, 3)
          && !program.substring(program.lastIndexOf('/') + 1).equalsIgnoreCase(".py");
    }
    OperatorDescriptor single = node.composition().operator();
    List<OperatorDescriptor> operators = node.composition().operators();
    return (single != null && needsPython(single))
        || (operators != null && operators.stream().anyMatch(NodeBuild::needsPython));
  }

  private static boolean needsPython(OperatorDescriptor operator) {
    return operator.source() instanceof OperatorSource.Python python && python.condaEnv() == null;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(tools.environment());
    request
        .descriptor()
        .environmentOf(node)
        .forEach((name, value) -> environment.put(name, value.rendered()));
    return environment;
  }

  private void build(
      String key, @Nullable String text, Path directory, Map<String, String> environment) {
    if (text == null) {
      return;
    }
    say(LogLevel.INFO, "running build command: `" + text + "` in " + directory);
    BuildCommands commands =
        new BuildCommands(text, existing(directory), environment, request.uv());
    int inherited = request.inheritedLines().getOrDefault(key, 0);
    try {
      for (String line : commands.lines()) {
        if (inherited-- > 0) {
          runOnce(commands, line);
        } else {
          run(commands, line);
        }
      }
    } catch (BuildException e) {
      throw new BuildException("build command failed", e);
    }
  }

  private void runOnce(BuildCommands commands, String line) {
    if (!tools.shared().runOnce(commands, line, () -> run(commands, line))) {
      say(LogLevel.DEBUG, "`" + line.strip() + "` of the module was run here already");
    }
  }

  private void run(BuildCommands commands, String line) {
    commands.run(line, tools.processes(), written -> say(LogLevel.STDOUT, written));
  }

  private static Path existing(Path directory) {
    try {
      return Files.isDirectory(directory) ? directory : Files.createDirectories(directory);
    } catch (IOException e) {
      throw new BuildException("cannot create the working directory `" + directory + "`", e);
    }
  }

  private void say(LogLevel level, String text) {
    tools.listener().message(node.id(), level, text);
  }
}
