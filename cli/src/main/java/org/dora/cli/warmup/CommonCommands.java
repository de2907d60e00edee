package org.dora.cli.warmup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines whose classes the cache holds: what a command needs that is not like one of
 * these is read from the JAR, some 20 ms. A new short command gets a line here.
 */
final class CommonCommands {
  /** A dataflow with a bit of everything that descriptors commonly have. */
  static final String DATAFLOW =
      """
      nodes:
        - id: camera
          name: Camera
          path: camera.py
          args: --width 640
          inputs:
            tick: dora/timer/millis/20
          outputs:
            - image
          env:
            RATE: 20
            MODE: "fast"
          restart_policy: on-failure
        - id: detector
          path: detector
          inputs:
            image:
              source: camera/image
              queue_size: 1
          outputs: [boxes]
        - id: plot
          path: dynamic
          inputs:
            image: camera/image
            boxes: detector/boxes
      """;

  /** One with mistakes that reading and checking find, since errors should be as quick. */
  static final String MISTAKES =
      """
      nodes:
        - id: detector
          path: detector
          inputs:
            image: camera/image
            tick: detector/tick
      """;

  private CommonCommands() {}

  /**
   * Returns the command lines.
   *
   * @param dataflow a file with {@link #DATAFLOW}
   * @param mistakes a file with {@link #MISTAKES}
   * @param missing a file that is not there
   * @param port of a coordinator
   */
  static List<List<String>> of(Path dataflow, Path mistakes, Path missing, String port) {
    return List.of(
        List.of("--version"),
        List.of("--help"),
        List.of("validate", dataflow.toString()),
        List.of("validate", mistakes.toString()),
        List.of("validate", missing.toString()),
        List.of("validate", "--help"),
        List.of("expand", dataflow.toString()),
        List.of("graph", "--mermaid", dataflow.toString()),
        // Nothing listens there, whatever the user's environment names.
        asking("1", "status"),
        asking(port, "status"),
        // The address is looked for in the user's configuration.
        List.of("list", "--coordinator-port", port),
        asking(port, "list"),
        asking(port, "list", "--format", "json"),
        asking(port, "node", "list"),
        asking(port, "top", "--once"),
        asking(port, "stop", "flow"),
        asking(port, "logs", "flow", "camera"),
        List.of("build", "--help"),
        List.of("doctor", "--help"),
        List.of("new", "--help"),
        List.of("run", "--help"),
        List.of("java", "--help"),
        List.of("validat"),
        List.of("validate"),
        List.of("validate", "--nonsense"));
  }

  /** Returns a command with the place of a coordinator behind it. */
  private static List<String> asking(String port, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--coordinator-addr", "127.0.0.1", "--coordinator-port", port));
    return words;
  }
}
