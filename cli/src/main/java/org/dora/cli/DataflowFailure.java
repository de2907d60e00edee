package org.dora.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dora.common.id.NodeId;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.NodeResult;
import org.dora.daemon.log.NodeFailure;

/** Tells which nodes of a dataflow failed and why (cli.md, section 3). */
final class DataflowFailure {
  private DataflowFailure() {}

  /** Returns the failure to end a command with, empty if no node failed. */
  static Optional<CliException> of(DataflowResult result) {
    List<Map.Entry<NodeId, NodeResult>> failed =
        result.nodes().entrySet().stream()
            .filter(entry -> entry.getValue().failure() != null)
            .sorted(Comparator.comparing(entry -> entry.getValue().time()))
            .toList();
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add("Dataflow failed:");
    int consequential = 0;
    for (Map.Entry<NodeId, NodeResult> entry : failed) {
      NodeFailure failure = Objects.requireNonNull(entry.getValue().failure());
      if (failure.cause() instanceof NodeFailure.Cascading) {
        consequential++;
      } else {
        paragraphs.add("Node `%s` failed: %s".formatted(entry.getKey(), failure.text()));
      }
    }
    if (consequential > 0) {
      paragraphs.add(
          "There %s more consequential %s. Check the `out/%s` folder for full details."
              .formatted(
                  consequential == 1 ? "is 1" : "are " + consequential,
                  consequential == 1 ? "error" : "errors",
                  result.id()));
    }
    return Optional.of(CliException.failure(String.join("\n\n", paragraphs)));
  }
}
