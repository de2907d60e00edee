package org.dora.common.descriptor;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a node is to run (dataflow.md section 3.5). Local runs ignore it.
 *
 * @param machine id of the daemon; beats the labels
 * @param workingDir folder that the node runs in, relative to the dataflow's
 * @param labels what the daemon must have, all of them
 * @param distribution how the node's files get there
 */
public record Deploy(
    @Nullable String machine,
    @Nullable String workingDir,
    SortedMap<String, String> labels,
    Distribution distribution) {
  static final List<String> KEYS = List.of("machine", "working_dir", "labels", "distribute");

  public Deploy {
    labels = Utf8Order.sorted(labels);
  }

  /** How a node's files get to its machine. */
  public enum Distribution {
    LOCAL("local"),
    SCP("scp"),
    HTTP("http");

    static final List<String> NAMES = List.of("local", "scp", "http");

    private final String text;

    Distribution(String text) {
      this.text = text;
    }

    /** The name in the descriptor. */
    public String text() {
      return text;
    }

    static Optional<Distribution> of(String text) {
      return switch (text) {
        case "local" -> Optional.of(LOCAL);
        case "scp" -> Optional.of(SCP);
        case "http" -> Optional.of(HTTP);
        default -> Optional.empty();
      };
    }
  }
}
