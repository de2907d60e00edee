package org.dora.node.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.DoraException;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.OperatorSource;
import org.dora.common.jvm.JavaOperator;
import org.dora.node.OperatorNode;

/**
 * Hosts the operators of one node: {@code dora runtime}, with {@code DORA_RUNTIME_CONFIG} in its
 * environment (daemon.md section 12). Operators are made before the node joins the dataflow, so
 * that one that cannot be keeps the dataflow from starting.
 */
public final class OperatorRuntime {
  private OperatorRuntime() {}

  /** Hosts operators until they have ended; ends the process if that was a failure. */
  public static void main(String[] arguments) {
    int status = run(System.getenv());
    if (status != 0) {
      System.exit(status);
    }
  }

  /**
   * Hosts operators until they have ended.
   *
   * @return the exit status
   */
  public static int run(Map<String, String> environment) {
    String text = environment.get(RuntimeConfig.VARIABLE);
    if (text == null) {
      System.err.println(
          "error: env variable "
              + RuntimeConfig.VARIABLE
              + " must be set: a daemon starts this program for nodes with operators");
      return 1;
    }
    try {
      host(RuntimeConfig.read(text));
      return 0;
    } catch (DoraException e) {
      report(e);
      return 1;
    } catch (InterruptedException _) {
      return 1;
    }
  }

  private static void host(RuntimeConfig config) throws InterruptedException {
    List<OperatorThread> threads = new ArrayList<>();
    for (OperatorDescriptor operator : config.operators()) {
      threads.add(
          new OperatorThread(config.node().nodeId(), operator.effectiveId(), loader(operator)));
    }
    try (OperatorNode node = OperatorNode.join(config)) {
      threads.forEach(thread -> thread.start(node));
      for (OperatorThread thread : threads) {
        thread.join();
      }
    }
    for (OperatorThread thread : threads) {
      thread.requireSuccess();
    }
  }

  private static OperatorLoader loader(OperatorDescriptor operator) {
    return switch (operator.source()) {
      case OperatorSource.SharedLibrary(String source) when JavaOperator.isNamedBy(source) -> {
        JavaOperator java = JavaOperator.of(source);
        yield java.file().endsWith(".jar")
            ? new JarOperator(Path.of(java.file()), java.className())
            : new SourceOperator(Path.of(java.file()), java.className());
      }
      case OperatorSource.SharedLibrary(String source) -> new LibraryOperator(source);
      case OperatorSource.Python _ ->
          throw new OperatorException(
              "operator `"
                  + operator.effectiveId()
                  + "` is written in Python, which the Python package of dora hosts, not this"
                  + " runtime");
      case OperatorSource.Wasm _ ->
          throw new OperatorException(
              "operator `"
                  + operator.effectiveId()
                  + "` uses a WASM source, which is not supported yet");
    };
  }

  /** Writes a failure for people, and for the daemon, which keeps the last lines. */
  private static void report(DoraException failure) {
    System.err.println("error: " + failure.getMessage());
    String told = failure.getMessage();
    Throwable cause = failure.getCause();
    while (cause instanceof DoraException known) {
      if (!told.contains(known.getMessage())) {
        System.err.println("  caused by: " + known.getMessage());
      }
      told = known.getMessage();
      cause = known.getCause();
    }
    if (cause != null) {
      cause.printStackTrace();
    }
  }
}
