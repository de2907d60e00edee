package org.dora.cli.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.Seconds;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dora node info} says of a node.
 *
 * @param dataflow name or id of its dataflow
 * @param running where it is; null if no daemon has it
 */
record NodeReport(
    String dataflow, NodeDescriptor node, NodeEdges edges, @Nullable NodeInfo running) {
  private static final String NONE = "  <none>\n";

  /** Returns the report for humans. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Node: ").append(node.id()).append('\n');
    text.append("Dataflow: ").append(dataflow).append('\n');
    line(text, "Name: ", node.name());
    line(text, "Description: ", node.description());
    line(text, "Path: ", node.program().path());
    line(text, "Daemon: ", running == null ? null : running.daemonId().toString());
    text.append("\nRestart Policy:\n  Policy: ").append(policy());
    text.append("\n  Max restarts: ").append(node.restart().maxRestarts()).append('\n');
    for (Map.Entry<String, Seconds> time : times().entrySet()) {
      line(text, "  " + time.getKey() + ": ", time.getValue() + "s");
    }
    text.append("\nInputs:\n");
    for (Map.Entry<String, String> input : edges.inputs().entrySet()) {
      text.append("  ").append(input.getKey()).append("  <- ").append(input.getValue());
      text.append('\n');
    }
    text.append(edges.inputs().isEmpty() ? NONE : "").append("\nOutputs:\n");
    for (Map.Entry<String, List<String>> output : edges.outputs().entrySet()) {
      text.append("  ").append(output.getKey()).append(" -> ");
      text.append(
          output.getValue().isEmpty() ? "(no subscribers)" : String.join(", ", output.getValue()));
      text.append('\n');
    }
    text.append(edges.outputs().isEmpty() ? NONE : "").append("\nRuntime Metrics:\n");
    appendMetrics(text);
    return text.toString();
  }

  private @Nullable NodeMetricsInfo metrics() {
    return running == null ? null : running.metrics();
  }

  private void appendMetrics(StringBuilder text) {
    NodeMetricsInfo metrics = metrics();
    if (metrics == null) {
      text.append("  <not running or metrics unavailable>\n");
      return;
    }
    ShownMetrics shown = ShownMetrics.of(metrics);
    line(text, "  Status:        ", shown.status());
    line(text, "  PID:           ", shown.pid());
    line(text, "  CPU:           ", shown.cpu());
    line(text, "  Memory:        ", shown.memory());
    line(text, "  Restarts:      ", shown.restarts());
    line(text, "  Pending msgs:  ", Long.toString(metrics.pendingMessages()));
    if (!metrics.brokenInputs().isEmpty()) {
      line(text, "  Broken inputs: ", String.join(", ", metrics.brokenInputs()));
    }
  }

  private static void line(StringBuilder text, String label, @Nullable String value) {
    if (value != null) {
      text.append(label).append(value).append('\n');
    }
  }

  private String policy() {
    return switch (node.restart().policy()) {
      case NEVER -> "Never";
      case ON_FAILURE -> "OnFailure";
      case ALWAYS -> "Always";
    };
  }

  private Map<String, Seconds> times() {
    Map<String, Seconds> times = new LinkedHashMap<>();
    putIfPresent(times, "Restart delay", node.restart().delay());
    putIfPresent(times, "Max restart delay", node.restart().maxDelay());
    putIfPresent(times, "Restart window", node.restart().window());
    putIfPresent(times, "Health check timeout", node.limits().healthCheckTimeout());
    putIfPresent(times, "Startup timeout", node.limits().startupTimeout());
    putIfPresent(times, "Finish grace", node.limits().finishGrace());
    return times;
  }

  private static <T> void putIfPresent(Map<String, ? super T> map, String key, @Nullable T value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /** Returns the report for programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node_id", node.id());
    json.put("dataflow", dataflow);
    putIfPresent(json, "name", node.name());
    putIfPresent(json, "description", node.description());
    putIfPresent(json, "path", node.program().path());
    putIfPresent(json, "daemon", running == null ? null : running.daemonId());
    List<Object> outputs = new ArrayList<>();
    for (Map.Entry<String, List<String>> output : edges.outputs().entrySet()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("id", output.getKey());
      each.put("subscribers", output.getValue());
      outputs.add(each);
    }
    json.put("outputs", outputs);
    List<Object> inputs = new ArrayList<>();
    for (Map.Entry<String, String> input : edges.inputs().entrySet()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("id", input.getKey());
      each.put("source", input.getValue());
      inputs.add(each);
    }
    json.put("inputs", inputs);
    json.put("restart_policy", policy());
    json.put("max_restarts", node.restart().maxRestarts());
    for (Map.Entry<String, Seconds> time : times().entrySet()) {
      json.put(time.getKey().toLowerCase(Locale.ROOT).replace(' ', '_'), time.getValue().value());
    }
    NodeMetricsInfo metrics = metrics();
    if (metrics != null) {
      json.put("metrics", metricsJson(metrics));
    }
    return json;
  }

  private static Map<String, Object> metricsJson(NodeMetricsInfo metrics) {
    ShownMetrics shown = ShownMetrics.of(metrics);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", shown.status());
    json.put("pid", metrics.pid());
    json.put("cpu", shown.cpu());
    json.put("memory", shown.memory());
    json.put("restart_count", metrics.restartCount());
    json.put("pending_messages", metrics.pendingMessages());
    if (!metrics.brokenInputs().isEmpty()) {
      json.put("broken_inputs", metrics.brokenInputs());
    }
    return json;
  }
}
