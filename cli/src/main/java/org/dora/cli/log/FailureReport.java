package org.dora.cli.log;

import java.util.Map;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.NodeFailure;

/** Tells the user which nodes of a dataflow failed and why (cli.md, section 3, "Failure"). */
public final class FailureReport {
  private FailureReport() {}

  /**
   * Returns the report, without a newline at its end.
   *
   * @param heading what failed, such as {@code Dataflow failed:}
   * @param dataflow the dataflow, for the place of its log files
   * @param failures of the nodes, in the order in which they happened. Those that followed from
   *     others are only counted
   */
  public static String text(String heading, UUID dataflow, Map<NodeId, NodeFailure> failures) {
    StringBuilder text = new StringBuilder(heading).append("\n\n");
    int consequential = 0;
    for (Map.Entry<NodeId, NodeFailure> entry : failures.entrySet()) {
      NodeFailure failure = entry.getValue();
      if (failure.cause() instanceof NodeFailure.Cascading) {
        consequential++;
      } else {
        text.append("Node `").append(entry.getKey()).append("` failed: ");
        text.append(failure.text()).append('\n');
      }
    }
    if (consequential > 0) {
      text.append("\n\nThere ")
          .append(consequential == 1 ? "is 1 more" : "are " + consequential + " more");
      text.append(" consequential error").append(consequential == 1 ? "" : "s");
      text.append(". Check the `out/").append(dataflow).append("` folder for full details.");
    }
    return text.toString().stripTrailing();
  }
}
