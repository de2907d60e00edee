package org.dora.common.metrics;

import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.id.NodeId;

/**
 * A node as it was measured.
 *
 * @param daemon that runs it
 */
public record NodeSample(DataflowLabels dataflow, NodeId node, String daemon, NodeMetrics metrics) {
  String[] labels(String... more) {
    String[] own = {"node", node.value(), "daemon", daemon};
    return dataflow.and(DataflowLabels.joined(own, more));
  }
}
