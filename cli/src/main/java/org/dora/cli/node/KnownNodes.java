package org.dora.cli.node;

import java.util.List;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;

/** The nodes of a running dataflow, of which whoever names another is told. */
final class KnownNodes {
  private static final int MOST_SHOWN = 30;

  private KnownNodes() {}

  /** Returns what to advise whoever names a node that the dataflow does not have. */
  static String hint(Descriptor dataflow) {
    List<NodeDescriptor> nodes = dataflow.nodes();
    if (nodes.isEmpty()) {
      return "the dataflow has no nodes";
    }
    StringBuilder hint = new StringBuilder("available nodes: ");
    for (int i = 0; i < Math.min(nodes.size(), MOST_SHOWN); i++) {
      hint.append(i == 0 ? "" : ", ").append(nodes.get(i).id());
    }
    int hidden = nodes.size() - MOST_SHOWN;
    return hidden <= 0
        ? hint.toString()
        : hint + " and " + hidden + " more, which `dora node list` shows";
  }

  /**
   * Returns what to tell of a refusal: if a node that the user names is none of the dataflow, which
   * ones there are, since coordinators say only that it is not found.
   */
  static CliException explained(
      RefusedException refusal, ControlClient client, UUID dataflow, NodeId... named) {
    Descriptor descriptor;
    try {
      descriptor = client.descriptor(dataflow);
    } catch (CliException _) {
      return refusal; // the dataflow or the connection has ended meanwhile
    }
    for (NodeId node : named) {
      if (descriptor.node(node).isEmpty()) {
        return new CliException(
            CliException.FAILURE, String.valueOf(refusal.getMessage()), hint(descriptor));
      }
    }
    return refusal;
  }
}
