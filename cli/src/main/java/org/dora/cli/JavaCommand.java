package org.dora.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.common.jvm.JavaLauncher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code dora java}: starts a Java node with the right JDK, flags and class path.
 *
 * <p>The shell head of our file does so itself and becomes the node. This is what is left: help,
 * errors, and a program started by {@code java -jar}, which cannot become another one and so keeps
 * the node as a child.
 */
@Command(
    description = {
      "Start a Java node: a .java file, which needs no build, or a .jar file.",
      "",
      "It runs on the same JDK as dora, with the node API on its class path: as a dynamic node, or in"
          + " a dataflow of a released daemon with `path: dora` and `args: java Node.java`.",
      ""
    })
final class JavaCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<FILE>", description = "The .java or .jar file to start")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "<ARGS>",
      description = "What the node's main method gets")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = JavaLauncher.ofThisProcess().command(file, arguments, System.getenv());
    Process node = new ProcessBuilder(command).inheritIO().start();
    Thread ending = new Thread(() -> end(node), "end-node");
    Runtime.getRuntime().addShutdownHook(ending);
    return node.waitFor();
  }

  /** A signal that ends this process ends the node, and this process goes last. */
  private static void end(Process node) {
    node.destroy();
    node.onExit().join();
  }
}
