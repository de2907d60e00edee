package org.dora.cli.warmup;

import java.nio.file.Path;
import java.util.List;
import org.dora.node.Event;
import org.dora.node.Node;

/** A dataflow that ends by itself, and the program of both of its nodes. */
final class PlayedRun {
  private static final String DATAFLOW =
      """
      nodes:
        - id: source
          path: "%1$s"
          args: %2$s out
          env: {CLASSPATH: "%3$s"}
          inputs:
            tick: dora/timer/millis/20
          outputs:
            - out
        - id: sink
          path: "%1$s"
          args: %2$s
          env: {CLASSPATH: "%3$s"}
          inputs:
            in: source/out
      """;

  private static final int INPUTS = 3;

  private PlayedRun() {}

  /**
   * Returns the descriptor. The daemon does not see that its nodes are Java nodes, and treats them
   * like released ones.
   */
  static String dataflow() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> arguments =
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", PlayedRun.class.getName());
    return DATAFLOW.formatted(
        java, String.join(" ", arguments), System.getProperty("java.class.path"));
  }

  /**
   * Answers the first inputs, then ends.
   *
   * @param arguments the output's name, or nothing to read until all inputs are closed
   */
  public static void main(String[] arguments) {
    int inputs = 0;
    try (Node node = Node.init()) {
      for (Event event : node) {
        if (arguments.length == 0 || !(event instanceof Event.Input)) {
          continue;
        }
        node.send(arguments[0], "input " + inputs);
        if (++inputs == INPUTS) {
          return;
        }
      }
    }
  }
}
