package org.dora.daemon.spawn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.CommandLine;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.PathVariables;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.jvm.JavaNodeException;
import org.dora.daemon.download.DownloadException;
import org.jspecify.annotations.Nullable;

/** Turns what a node runs into a command (daemon.md section 1.2). Safe for use by any thread. */
final class CommandResolver {
  private static final String NOT_YET = ", which this version of dora cannot do yet";

  private final SpawnSettings settings;
  private final ProgramLookup lookup;
  private final PythonInterpreter python;

  CommandResolver(SpawnSettings settings, Tools tools, PythonInterpreter python) {
    this.settings = settings;
    this.lookup = new ProgramLookup(tools);
    this.python = python;
  }

  /**
   * Returns the command of a node; blocks.
   *
   * @param environment the node's, as far as its user has a say in it
   * @param notices hears what should be warned about
   * @throws PrepareException if there is no such program
   */
  NodeCommand resolve(
      NodeProgram program,
      Path workingDirectory,
      Map<String, String> environment,
      Launching launching,
      Consumer<SpawnNotice> notices) {
    return switch (program.kind()) {
      case NodeProgram.Kind.Dynamic _ ->
          throw new PrepareException(
              "a node with `path: dynamic` is started by hand and connects on its own" + NOT_YET);
      case NodeProgram.Kind.Download(String url, String sha256) ->
          command(
              downloaded(url, sha256, workingDirectory, notices), program, environment, launching);
      case NodeProgram.Kind.Shell(String script) -> shell(script, notices);
      case NodeProgram.Kind.File(String path) ->
          command(
              located(path, program.sha256(), workingDirectory, notices),
              program,
              environment,
              launching);
    };
  }

  /**
   * Looks a node's program up as {@link #resolve} will, before anything starts; blocks.
   *
   * @throws PrepareException if there is no such file, in the words of the released {@code run}
   */
  void check(NodeProgram program, Path workingDirectory) {
    switch (program.kind()) {
      case NodeProgram.Kind.Dynamic _, NodeProgram.Kind.Download _, NodeProgram.Kind.Shell _ -> {}
      case NodeProgram.Kind.File(String path) -> {
        String expanded = PathVariables.expand(path, settings.environment()).text();
        requireStartable(
            path, locate("Could not find source path `" + path + "`", expanded, workingDirectory));
      }
    }
  }

  private NodeCommand shell(String script, Consumer<SpawnNotice> notices) {
    if (!settings.allowShellNodes()) {
      throw new PrepareException(
          "Shell nodes are disabled by default (security risk). Set DORA_ALLOW_SHELL_NODES=true to"
              + " enable.");
    }
    notices.accept(
        new SpawnNotice(
            SpawnNotice.Log.NODE_WARNING,
            "DORA_ALLOW_SHELL_NODES is set: shell node will execute arbitrary commands"));
    return new NodeCommand(List.of("sh", "-c", script), false, null);
  }

  /** A digest that nothing is checked against would be worse than none. */
  private Path located(
      String path, @Nullable String sha256, Path directory, Consumer<SpawnNotice> notices) {
    if (sha256 != null) {
      throw new PrepareException(
          "node has `path_sha256` set but its path `"
              + path
              + "` is not a URL — a download checksum only applies to URL paths");
    }
    String expanded = expand(path, notices);
    Path file = locate("failed to resolve node source `" + expanded + "`", expanded, directory);
    requireStartable(path, file);
    return file;
  }

  private static Path downloaded(
      String url, @Nullable String sha256, Path directory, Consumer<SpawnNotice> notices) {
    try {
      return NodeDownload.fetch(url, sha256, directory, notices);
    } catch (DownloadException e) {
      throw new PrepareException("failed to download custom node", e);
    }
  }

  private NodeCommand command(
      Path file, NodeProgram program, Map<String, String> environment, Launching launching) {
    List<String> arguments = arguments(program);
    if (JavaLauncher.starts(file)) {
      return java(String.valueOf(program.path()), file, arguments, environment);
    }
    boolean isPython = isPython(file);
    return switch (launching) {
      case Launching.Plain() ->
          isPython ? python(python.path(), file, arguments) : plain(file, arguments);
      case Launching.ManagedUv(ManagedPython managed) when isPython ->
          managed(managed, file, arguments);
      case Launching.Uv(), Launching.ManagedUv(_) -> uv(isPython, file, arguments);
    };
  }

  private static NodeCommand plain(Path file, List<String> arguments) {
    return new NodeCommand(command(List.of(file.toString()), arguments), false, null);
  }

  private static NodeCommand python(Path interpreter, Path file, List<String> arguments) {
    return new NodeCommand(
        command(List.of(interpreter.toString(), "-u", file.toString()), arguments),
        false,
        "spawning: \"" + interpreter + "\" -u " + file);
  }

  private static NodeCommand managed(ManagedPython python, Path file, List<String> arguments) {
    String interpreter = python.existingInterpreter().toString();
    return new NodeCommand(
        command(List.of(interpreter, "-u", file.toString()), arguments),
        false,
        "spawning managed Python " + interpreter + " -u " + file);
  }

  private static NodeCommand uv(boolean isPython, Path file, List<String> arguments) {
    return isPython
        ? new NodeCommand(
            command(List.of("uv", "run", "python", "-u", file.toString()), arguments),
            false,
            "spawning: uv run python -u " + file)
        : new NodeCommand(command(List.of("uv", "run", file.toString()), arguments), false, null);
  }

  private NodeCommand java(
      String path, Path file, List<String> arguments, Map<String, String> environment) {
    try {
      return new NodeCommand(
          settings.java().command(file, arguments, environment),
          true,
          "spawning: \"" + settings.java().java() + "\" " + file);
    } catch (JavaNodeException e) {
      throw new PrepareException("cannot start `" + path + "` as a Java node", e);
    }
  }

  private static List<String> arguments(NodeProgram program) {
    if (program.args() == null) {
      return List.of();
    }
    try {
      return CommandLine.split(program.args());
    } catch (CommandLine.InvalidQuotingException e) {
      throw new PrepareException(e.getMessage());
    }
  }

  private static List<String> command(List<String> program, List<String> arguments) {
    List<String> argv = new ArrayList<>(program);
    argv.addAll(arguments);
    return argv;
  }

  private String expand(String path, Consumer<SpawnNotice> notices) {
    PathVariables.Expansion expansion = PathVariables.expand(path, settings.environment());
    for (String name : expansion.kept()) {
      String unset = settings.environment().containsKey(name) ? "" : "it is not set; ";
      notices.accept(
          new SpawnNotice(
              SpawnNotice.Log.DAEMON_WARNING,
              "skipping env expansion for '$"
                  + name
                  + "' in node path ("
                  + unset
                  + "only HOME, USER, DORA_WORKSPACE, CARGO_MANIFEST_DIR, PWD are allowed)"));
    }
    return expansion.text();
  }

  private Path locate(String failure, String path, Path workingDirectory) {
    try {
      return lookup.find(path, workingDirectory);
    } catch (PrepareException e) {
      throw new PrepareException(failure, e);
    }
  }

  /** Refuses what the system would refuse with no more than an error number. */
  private static void requireStartable(String path, Path file) {
    if (isPython(file)) {
      return; // read by the interpreter, which also takes a folder
    }
    if (Files.isDirectory(file)) {
      throw new PrepareException(
          "cannot run node source `" + path + "`: `" + file + "` is a directory, not a program");
    }
    if (!JavaLauncher.starts(file) && !Files.isExecutable(file)) {
      throw new PrepareException(
          "cannot run node source `"
              + path
              + "`: the file `"
              + file
              + "` is not executable for this user; if it is a program, try `chmod +x`");
    }
  }

  private static boolean isPython(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".py") && name.length() > ".py".length();
  }
}
