package org.dora.daemon.link;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.NodeTraffic;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.metrics.ResourceUsage;
import org.dora.daemon.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/** Says what the daemon knows in the records of the link. */
public final class WireForm {
  private WireForm() {}

  /** Returns what is told of faults. */
  public static FaultStats of(FaultCounts counts) {
    return new FaultStats(
        counts.restarts(), counts.healthCheckKills(), counts.inputTimeouts(), counts.recoveries());
  }

  /**
   * @param now stamps the result; the ends of nodes have the same clock's id
   */
  static DaemonDataflowResult of(DataflowResult result, HlcTimestamp now) {
    SortedMap<NodeId, Outcome<NodeError>> nodes = new TreeMap<>();
    result
        .nodes()
        .forEach((node, end) -> {
          NodeFailure failure = end.failure();
          nodes.put(
              node,
              failure == null
                  ? Outcome.ok()
                  : Outcome.failed(
                      new NodeError(
                          at(end.time(), now), cause(failure), status(failure.status()))));
        });
    return new DaemonDataflowResult(now, nodes);
  }

  private static HlcTimestamp at(Instant time, HlcTimestamp clock) {
    return HlcTimestamp.of(time, clock.id());
  }

  private static NodeErrorCause cause(NodeFailure failure) {
    return switch (failure.cause()) {
      case NodeFailure.GraceDuration() -> new NodeErrorCause.GraceDuration();
      case NodeFailure.Cascading(NodeId causedBy) -> new NodeErrorCause.Cascading(causedBy);
      case NodeFailure.FailedToSpawn(String problem) -> new NodeErrorCause.FailedToSpawn(problem);
      case NodeFailure.Other(String stderr) -> new NodeErrorCause.Other(stderr);
    };
  }

  private static NodeExitStatus status(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Code(int code) ->
          code == 0 ? new NodeExitStatus.Success() : new NodeExitStatus.ExitCode(code);
      case ExitStatus.Signal(int signal) -> new NodeExitStatus.Signal(signal);
      case ExitStatus.Unknown() -> new NodeExitStatus.Unknown();
    };
  }

  /**
   * Returns what is told of nodes; those that have ended well are told of no more.
   *
   * @param nodes as they were measured
   * @param withTraffic whether those who are told are of our own side
   */
  public static SortedMap<NodeId, NodeMetrics> of(
      SortedMap<NodeId, org.dora.daemon.metrics.NodeMetrics> nodes, boolean withTraffic) {
    SortedMap<NodeId, NodeMetrics> told = new TreeMap<>();
    nodes.forEach((id, node) -> {
      NodeStatus status = status(node.node().status());
      if (status != null) {
        ResourceUsage usage = node.usage();
        told.put(
            id,
            new NodeMetrics(
                node.node().pid(),
                (float) usage.cpuPercent(),
                usage.memoryBytes(),
                boxed(usage.diskReadBytes()),
                boxed(usage.diskWriteBytes()),
                node.node().restartCount(),
                node.node().brokenInputs().stream().map(DataId::toString).toList(),
                status,
                node.node().pendingMessages(),
                withTraffic ? traffic(node.node()) : null));
      }
    });
    return told;
  }

  private static NodeTraffic traffic(NodeSnapshot node) {
    List<NodeTraffic.OutputTraffic> outputs = new ArrayList<>();
    node.outputs()
        .forEach((output, counts) ->
            outputs.add(
                new NodeTraffic.OutputTraffic(
                    output, counts.throughDaemon(), counts.bytesThroughDaemon(), counts.direct())));
    List<NodeTraffic.InputDrops> drops = new ArrayList<>();
    node.inputs()
        .forEach((input, load) -> drops.add(new NodeTraffic.InputDrops(input, load.dropped())));
    return new NodeTraffic(outputs, drops);
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isEmpty() ? null : number.getAsLong();
  }

  private static @Nullable NodeStatus status(org.dora.daemon.metrics.NodeStatus status) {
    return switch (status) {
      case RUNNING -> NodeStatus.RUNNING;
      case DEGRADED -> NodeStatus.DEGRADED;
      case RESTARTING -> NodeStatus.RESTARTING;
      case FAILED -> NodeStatus.FAILED;
      case STOPPED -> null;
    };
  }
}
