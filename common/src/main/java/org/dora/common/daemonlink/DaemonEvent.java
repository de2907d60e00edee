package org.dora.common.daemonlink;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Transparent;
import org.dora.common.codec.Unsigned;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;

/** What happens at a daemon (control-protocol.md section 12). */
@Json
public sealed interface DaemonEvent
    permits DaemonEvent.BuildResult,
        DaemonEvent.SpawnResult,
        DaemonEvent.AllNodesReady,
        DaemonEvent.AllNodesFinished,
        DaemonEvent.Heartbeat,
        DaemonEvent.ZenohListenEndpoint,
        DaemonEvent.StatusReport,
        DaemonEvent.Log,
        DaemonEvent.Exit,
        DaemonEvent.Metrics,
        DaemonEvent.TopicDebugData,
        DaemonEvent.StateCatchUpAck,
        DaemonEvent.NodeStopped {
  /** All builds of this daemon have ended. */
  record BuildResult(UUID buildId, Outcome<String> result) implements DaemonEvent {}

  /** All processes of this daemon were started, or preparing them has failed. */
  record SpawnResult(UUID dataflowId, Outcome<String> result) implements DaemonEvent {}

  /**
   * Every node of this daemon has subscribed or is gone; sent once, and only if other daemons run
   * nodes of the dataflow.
   *
   * @param exitedBeforeSubscribe those that are gone
   */
  record AllNodesReady(UUID dataflowId, List<NodeId> exitedBeforeSubscribe)
      implements DaemonEvent {}

  /** All nodes of this daemon have ended. */
  record AllNodesFinished(UUID dataflowId, DaemonDataflowResult result) implements DaemonEvent {}

  /** A sign of life, every five seconds. */
  record Heartbeat(@Nullable FaultStats ftStats) implements DaemonEvent {}

  /** Confirms where the daemon listens, or that it does not: {@link ZenohEndpoints}. */
  @Transparent
  record ZenohListenEndpoint(ZenohEndpoints endpoints) implements DaemonEvent {}

  /** What runs, once after each connection. */
  record StatusReport(List<RunningDataflow> runningDataflows) implements DaemonEvent {}

  /** A line of a node, of a build or of the daemon itself. */
  @Transparent
  record Log(LogMessage message) implements DaemonEvent {}

  /** The daemon leaves. */
  record Exit() implements DaemonEvent {}

  /**
   * What nodes use, every two seconds.
   *
   * @param network null until the dataflow has exchanged something with other daemons
   */
  @Name("NodeMetrics")
  record Metrics(
      UUID dataflowId, SortedMap<NodeId, NodeMetrics> metrics, @Nullable NetworkMetrics network)
      implements DaemonEvent {}

  /**
   * A message on an output that somebody looks at.
   *
   * @param payload an {@link org.dora.common.message.InterDaemonEvent} with its time, in postcard
   */
  record TopicDebugData(UUID dataflowId, List<UUID> subscriptionIds, Bytes payload)
      implements DaemonEvent {}

  /** Changes up to this one were applied. */
  record StateCatchUpAck(UUID dataflowId, @Unsigned(64) long ackSequence) implements DaemonEvent {}

  /**
   * A node has ended for good.
   *
   * @param cleanStop whether it was told to
   */
  record NodeStopped(UUID dataflowId, NodeId nodeId, @Default boolean cleanStop)
      implements DaemonEvent {}
}
