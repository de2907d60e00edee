package org.dora.common.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeTraffic;
import org.dora.common.descriptor.LogLevel;
import org.jspecify.annotations.Nullable;

/** The metrics of nodes, which have the same names wherever they are asked for (metrics.md). */
public final class NodeFamilies {
  private static final double PERCENT = 100;
  private static final LogLevel[] LEVELS = LogLevel.values();

  private NodeFamilies() {}

  /** Writes all about some nodes. */
  public static void write(MetricsText text, List<NodeSample> nodes) {
    text.gauge("dora_node_status", "1 for the state that the node is in.");
    for (NodeSample node : nodes) {
      text.value(1, node.labels("status", node.metrics().status().name().toLowerCase(Locale.ROOT)));
    }
    text.gauge("dora_node_cpu_cores", "Processors that the node keeps busy, children included.");
    for (NodeSample node : nodes) {
      text.value(node.metrics().cpuUsage() / PERCENT, node.labels());
    }
    text.gauge("dora_node_memory_bytes", "Resident memory of the node, children included.");
    gauge(text, nodes, NodeMetrics::memoryBytes);
    text.gauge("dora_node_disk_read_bytes_per_second", "What the node fetches from disks.");
    gauge(text, nodes, NodeMetrics::diskReadBytes);
    text.gauge("dora_node_disk_written_bytes_per_second", "What the node sends to disks.");
    gauge(text, nodes, NodeMetrics::diskWriteBytes);
    text.gauge("dora_node_pending_messages", "Messages that wait for the node in its daemon.");
    gauge(text, nodes, NodeMetrics::pendingMessages);
    text.gauge("dora_node_broken_inputs", "Inputs that have been silent for too long.");
    gauge(text, nodes, metrics -> (long) metrics.brokenInputs().size());
    text.counter("dora_node_restarts_total", "How often the node was started again.");
    gauge(text, nodes, NodeMetrics::restartCount);
    traffic(text, nodes);
  }

  private static void gauge(
      MetricsText text, List<NodeSample> nodes, Function<NodeMetrics, @Nullable Long> value) {
    for (NodeSample node : nodes) {
      Long found = value.apply(node.metrics());
      if (found != null) {
        text.value(found, node.labels());
      }
    }
  }

  private static void traffic(MetricsText text, List<NodeSample> nodes) {
    text.counter("dora_node_dropped_messages_total", "Messages that a full queue has dropped.");
    each(
        nodes,
        (node, traffic) ->
            traffic
                .drops()
                .forEach(
                    it -> text.value(it.messages(), node.labels("input", it.input().toString()))));
    text.counter("dora_output_messages_total", "Messages sent, by the way that they went.");
    each(
        nodes,
        (node, traffic) ->
            traffic
                .outputs()
                .forEach(it -> {
                  String output = it.output().toString();
                  text.value(it.throughDaemon(), node.labels("output", output, "path", "daemon"));
                  text.value(it.direct(), node.labels("output", output, "path", "direct"));
                }));
    text.counter("dora_output_bytes_total", "Payload of the messages that went by the daemon.");
    each(
        nodes,
        (node, traffic) ->
            traffic
                .outputs()
                .forEach(it ->
                    text.value(
                        it.bytesThroughDaemon(), node.labels("output", it.output().toString()))));
  }

  private static void each(List<NodeSample> nodes, BiConsumer<NodeSample, NodeTraffic> write) {
    for (NodeSample node : nodes) {
      NodeTraffic traffic = node.metrics().traffic();
      if (traffic != null) {
        write.accept(node, traffic);
      }
    }
  }

  /** Writes how much was logged. */
  public static void writeLogs(
      MetricsText text, Map<DataflowLabels, Map<String, long[]>> countsByNode) {
    text.counter("dora_log_lines_total", "Lines of the log, by level.");
    countsByNode.forEach((dataflow, nodes) ->
        nodes.forEach((node, counts) -> {
          for (LogLevel level : LEVELS) {
            if (counts[level.ordinal()] > 0) {
              text.value(
                  counts[level.ordinal()], dataflow.and("node", node, "level", level.text()));
            }
          }
        }));
  }
}
