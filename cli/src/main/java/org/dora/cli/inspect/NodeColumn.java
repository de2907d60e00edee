package org.dora.cli.inspect;

import java.util.List;
import java.util.function.Function;
import org.dora.cli.Quantity;
import org.dora.cli.node.ShownMetrics;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NetworkMetrics;
import org.jspecify.annotations.Nullable;

/**
 * A column of nodes.
 *
 * @param title its head
 * @param rank the higher, the earlier it goes where there is no room
 * @param isNumber whether it is aligned to the right
 * @param cell what it says of a node
 */
record NodeColumn(String title, int rank, boolean isNumber, Function<NodeInfo, String> cell) {
  private static final double MB = 1e6;
  private static final String UNKNOWN = "-";

  /** All but the one with the recent load, from left to right (cli.md section 8). */
  static final List<NodeColumn> ALL =
      List.of(
          new NodeColumn("NODE", 0, false, node -> node.nodeId().value()),
          new NodeColumn("STATUS", 1, false, node -> ShownMetrics.of(node.metrics()).status()),
          new NodeColumn("DATAFLOW", 4, false, NodeColumn::dataflow),
          new NodeColumn("PID", 7, true, node -> ShownMetrics.of(node.metrics()).pid()),
          new NodeColumn("CPU%", 2, true, node -> ShownMetrics.of(node.metrics()).cpu()),
          new NodeColumn("MEMORY", 3, true, node -> ShownMetrics.of(node.metrics()).memory()),
          new NodeColumn("RESTARTS", 6, true, node -> ShownMetrics.of(node.metrics()).restarts()),
          new NodeColumn("QUEUE", 5, true, NodeColumn::queue),
          new NodeColumn("NET TX", 10, true, NodeColumn::sent),
          new NodeColumn("NET RX", 10, true, NodeColumn::received),
          new NodeColumn("I/O READ", 9, true, NodeColumn::read),
          new NodeColumn("I/O WRITE", 9, true, NodeColumn::written));

  static String dataflow(NodeInfo node) {
    return node.dataflowName() == null ? node.dataflowId().toString() : node.dataflowName();
  }

  private static String queue(NodeInfo node) {
    NodeMetricsInfo metrics = node.metrics();
    return metrics == null ? UNKNOWN : Long.toString(metrics.pendingMessages());
  }

  private static String sent(NodeInfo node) {
    NetworkMetrics network = node.network();
    return network == null ? UNKNOWN : Quantity.bytes(network.bytesSent());
  }

  private static String received(NodeInfo node) {
    NetworkMetrics network = node.network();
    return network == null ? UNKNOWN : Quantity.bytes(network.bytesReceived());
  }

  private static String read(NodeInfo node) {
    NodeMetricsInfo metrics = node.metrics();
    return metrics == null ? UNKNOWN : rate(metrics.diskReadMbPerSecond());
  }

  private static String written(NodeInfo node) {
    NodeMetricsInfo metrics = node.metrics();
    return metrics == null ? UNKNOWN : rate(metrics.diskWriteMbPerSecond());
  }

  private static String rate(@Nullable Double megabytes) {
    return megabytes == null ? UNKNOWN : Quantity.bytes(Math.round(megabytes * MB)) + "/s";
  }
}
