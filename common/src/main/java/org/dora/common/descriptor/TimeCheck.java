package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Checks that all time spans can be waited for (dataflow.md section 3.2). */
final class TimeCheck {
  private static final String RANGE = " number of seconds smaller than 18446744073709552000)";

  private final List<Finding> findings = new ArrayList<>();

  private TimeCheck() {}

  static List<Finding> findings(Descriptor descriptor, List<PlacedNode> nodes) {
    TimeCheck check = new TimeCheck();
    for (PlacedNode node : nodes) {
      if (!node.isRuntime()) {
        check.node(node);
      }
      for (PlacedNode.PlacedPorts ports : node.ports()) {
        check.inputs(node, ports);
      }
      check.startupOfDynamic(node);
    }
    if (descriptor.healthCheckInterval() != null) {
      check.healthCheckInterval(descriptor.healthCheckInterval());
    }
    return check.findings;
  }

  private void node(PlacedNode placed) {
    NodeDescriptor node = placed.node();
    String owner = "node `" + node.id() + "`";
    span(owner, placed, "finish_grace_secs", node.limits().finishGrace());
    span(owner, placed, "health_check_timeout", node.limits().healthCheckTimeout());
    span(owner, placed, "startup_timeout", node.limits().startupTimeout());
    span(owner, placed, "restart_delay", node.restart().delay());
    span(owner, placed, "max_restart_delay", node.restart().maxDelay());
    span(owner, placed, "restart_window", node.restart().window());
  }

  private void span(String owner, PlacedNode placed, String key, @Nullable Seconds seconds) {
    span(findings, owner, placed.path(key), key, seconds);
  }

  private void inputs(PlacedNode placed, PlacedNode.PlacedPorts ports) {
    for (Map.Entry<DataId, InputDescriptor> input : ports.ports().inputs().entrySet()) {
      span(
          findings,
          "input `" + input.getKey() + "` of node `" + placed.node().id() + "`",
          ports.input(input.getKey()) + ".input_timeout",
          "input_timeout",
          input.getValue().inputTimeout());
    }
  }

  private void startupOfDynamic(PlacedNode placed) {
    NodeDescriptor node = placed.node();
    if (node.limits().startupTimeout() != null && node.program().isDynamic()) {
      findings.add(
          Finding.setting(
              placed.path("startup_timeout"),
              "dynamic node `"
                  + node.id()
                  + "` cannot specify `startup_timeout` (dynamic nodes connect out-of-band and are"
                  + " not managed by the startup watchdog)",
              null));
    }
  }

  private void healthCheckInterval(Seconds interval) {
    String key = "health_check_interval";
    String invalid = "dataflow has invalid `health_check_interval`: " + interval;
    if (!interval.isDuration()) {
      findings.add(Finding.setting(key, invalid + " (must be a finite, positive" + RANGE, null));
    } else if (interval.toDuration().isZero()) {
      findings.add(
          Finding.setting(
              key,
              invalid
                  + " (must be a positive number of seconds; this value is zero or rounds down to a"
                  + " zero-length duration)",
              null));
    }
  }

  /** Refuses what is no time span. */
  static void span(
      List<Finding> findings, String owner, String path, String name, @Nullable Seconds seconds) {
    if (seconds != null && !seconds.isDuration()) {
      findings.add(
          Finding.setting(
              path,
              owner
                  + " has invalid `"
                  + name
                  + "`: "
                  + seconds
                  + " (must be a finite, non-negative"
                  + RANGE,
              null));
    }
  }
}
