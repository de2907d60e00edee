package org.dora.daemon.spawn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.NodeId;
import org.dora.common.jvm.JavaOperator;
import org.dora.daemon.download.DownloadException;

/**
 * Chooses the program that hosts a node's operators (daemon.md section 12): the Python package of
 * dora for a Python operator, our own runtime for Java operators and shared libraries. Safe for use
 * by any thread.
 */
final class RuntimeResolver {
  /** Our own runtime, in the node API. */
  static final String JAVA_RUNTIME = "org.dora.node.runtime.OperatorRuntime";

  /** Names the native {@code dora} that is to host shared libraries instead of our runtime. */
  static final String NATIVE_RUNTIME = "DORA_JVM_NATIVE_RUNTIME";

  private final SpawnSettings settings;
  private final Tools tools;
  private final PythonInterpreter python;

  RuntimeResolver(SpawnSettings settings, Tools tools, PythonInterpreter python) {
    this.settings = settings;
    this.tools = tools;
    this.python = python;
  }

  /**
   * Looks at the kinds of operators, before anything starts.
   *
   * @throws PrepareException if no runtime hosts them together
   */
  static void check(NodeId node, ResolvedNode.Kind.Runtime runtime) {
    String subject = "node `" + node + "`: ";
    if (runtime.operators().isEmpty()) {
      throw new PrepareException(subject + "it has no operators, so there is nothing to run");
    }
    int python = 0;
    for (OperatorDescriptor operator : runtime.operators()) {
      python += operator.source() instanceof OperatorSource.Python ? 1 : 0;
    }
    if (python > 0 && python < runtime.operators().size()) {
      throw new PrepareException(
          subject
              + "Cannot spawn runtime with both Python and non-Python operators. Please use a single"
              + " operator or ensure that all operators are Python-based.");
    }
    if (python > 1) {
      throw new PrepareException(
          subject
              + "Runtime currently only supports one Python Operator, because PyO3 sub-interpreter is not"
              + " yet available (https://github.com/PyO3/pyo3/issues/576): give each a node of its"
              + " own");
    }
    for (OperatorDescriptor operator : runtime.operators()) {
      if (operator.source() instanceof OperatorSource.Wasm(String file)) {
        throw new PrepareException(
            subject
                + "operator `"
                + operator.effectiveId()
                + "` is WebAssembly (`wasm: "
                + file
                + "`), which no version of dora can run: write it in Python, in Java"
                + " (`shared-library: FILE.jar`), or as a shared library");
      }
    }
  }

  /**
   * Returns the runtime of a node; blocks.
   *
   * @param environment the node's, as far as its user has a say in it
   * @param notices hears of downloads
   * @throws PrepareException if no runtime hosts the operators, or it is not there
   */
  RuntimeProgram resolve(
      NodeId node,
      ResolvedNode.Kind.Runtime runtime,
      Path directory,
      Map<String, String> environment,
      Launching launching,
      Consumer<SpawnNotice> notices) {
    check(node, runtime);
    if (runtime.operators().getFirst().source() instanceof OperatorSource.Python(_, var condaEnv)) {
      String code = "import dora; dora.start_runtime() # " + node;
      NodeCommand command =
          condaEnv == null ? python(launching, code) : announced(conda(condaEnv, code));
      return new RuntimeProgram(command, runtime.operators());
    }
    List<OperatorDescriptor> local = new ArrayList<>();
    for (OperatorDescriptor operator : runtime.operators()) {
      local.add(onThisMachine(operator, directory, notices));
    }
    return new RuntimeProgram(host(local, environment), local);
  }

  private NodeCommand python(Launching launching, String code) {
    return announced(
        switch (launching) {
          case Launching.Plain() -> List.of(python.path().toString(), "-uc", code);
          case Launching.Uv() -> List.of("uv", "run", "python", "-uc", code);
          case Launching.ManagedUv(ManagedPython managed) ->
              List.of(managed.existingInterpreter().toString(), "-uc", code);
        });
  }

  private List<String> conda(String environment, String code) {
    Path conda =
        tools
            .searchPath()
            .find("conda")
            .orElseThrow(() ->
                new PrepareException(
                    "failed to find `conda`, yet a `conda_env` was defined. Make sure that `conda`"
                        + " is available."));
    return List.of(conda.toString(), "run", "-n", environment, "python", "-uc", code);
  }

  private NodeCommand host(List<OperatorDescriptor> operators, Map<String, String> environment) {
    String other = settings.environment().get(NATIVE_RUNTIME);
    if (other == null || operators.stream().anyMatch(RuntimeResolver::isJava)) {
      return new NodeCommand(
          settings.java().command(JAVA_RUNTIME, environment),
          true,
          "spawning: \"" + settings.java().java() + "\" " + JAVA_RUNTIME);
    }
    Path program =
        tools
            .searchPath()
            .find(other)
            .orElseThrow(() ->
                new PrepareException(
                    NATIVE_RUNTIME
                        + " is to name the released `dora` that hosts shared libraries, and `"
                        + other
                        + "` is no program"));
    return announced(List.of(program.toString(), "runtime"));
  }

  private static boolean isJava(OperatorDescriptor operator) {
    return JavaOperator.isNamedBy(operator.source().source());
  }

  private static NodeCommand announced(List<String> argv) {
    return new NodeCommand(argv, false, "spawning: " + String.join(" ", argv));
  }

  /** Returns an operator whose file is no longer elsewhere. */
  private static OperatorDescriptor onThisMachine(
      OperatorDescriptor operator, Path directory, Consumer<SpawnNotice> notices) {
    JavaOperator named = JavaOperator.of(operator.source().source());
    if (!OperatorFiles.isUrl(named.file())) {
      return operator;
    }
    try {
      Path file = NodeDownload.fetch(named.file(), null, directory, notices);
      String source = new JavaOperator(file.toString(), named.className()).text();
      return operator.withSource(operator.source().withSource(source));
    } catch (DownloadException e) {
      throw new PrepareException("failed to download operator `" + operator.effectiveId() + "`", e);
    }
  }
}
