package org.dora.cli;

import java.nio.file.Path;
import org.dora.common.jvm.JavaLauncher;

/**
 * Called by the shell head before it becomes a Java node ({@code dora java}): prints what the JVM
 * is to start, or says why it cannot. No picocli, since the user waits for the node.
 */
public final class NodeMain {
  private NodeMain() {}

  /**
   * Prints the source file or the JAR's main class.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) {
    Console console = Console.ofThisProcess();
    try {
      console.out().println(JavaLauncher.target(Path.of(arguments[0])));
    } catch (RuntimeException e) {
      new ErrorReport(console).failure(e);
      System.exit(CliException.FAILURE);
    }
  }
}
