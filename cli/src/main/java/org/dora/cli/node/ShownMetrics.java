package org.dora.cli.node;

import org.dora.cli.Quantity;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NodeStatus;
import org.jspecify.annotations.Nullable;

/** What a node uses, as tables show it. */
public record ShownMetrics(String status, String pid, String cpu, String memory, String restarts) {
  private static final ShownMetrics UNKNOWN = new ShownMetrics("Unknown", "-", "-", "-", "-");

  /**
   * Returns what is shown of these metrics.
   *
   * @param metrics null until the node's daemon has measured
   */
  public static ShownMetrics of(@Nullable NodeMetricsInfo metrics) {
    if (metrics == null) {
      return UNKNOWN;
    }
    return new ShownMetrics(
        status(metrics.status()),
        Long.toString(metrics.pid()),
        Quantity.percent(metrics.cpuUsage()),
        Quantity.memory(metrics.memoryMb()),
        Long.toString(metrics.restartCount()));
  }

  private static String status(NodeStatus status) {
    return switch (status) {
      case RUNNING -> "Running";
      case RESTARTING -> "Restarting";
      case DEGRADED -> "Degraded";
      case FAILED -> "Failed";
      case STOPPED -> "Stopped";
    };
  }
}
