package org.dora.common.daemonlink;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Omit;
import org.dora.common.codec.Transparent;
import org.dora.common.codec.Unsigned;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.json.RawJson;
import org.dora.common.log.LogSection;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator tells a daemon (control-protocol.md section 11). Those with a reply are
 * commands, the others events; {@link Spawn} and {@link StopDataflow} may be both.
 */
@Json
public sealed interface DaemonCommand
    permits DaemonCommand.BuildNodes,
        DaemonCommand.SpawnNodes,
        DaemonCommand.AllNodesReady,
        DaemonCommand.StopDataflow,
        DaemonCommand.ReloadDataflow,
        DaemonCommand.Logs,
        DaemonCommand.RestartNode,
        DaemonCommand.StopNode,
        DaemonCommand.SetParam,
        DaemonCommand.DeleteParam,
        DaemonCommand.Destroy,
        DaemonCommand.Heartbeat,
        DaemonCommand.PeerDaemonDisconnected,
        DaemonCommand.AddNode,
        DaemonCommand.RemoveNode,
        DaemonCommand.ReplaceNode,
        DaemonCommand.AddMapping,
        DaemonCommand.RemoveMapping,
        DaemonCommand.StartTopicDebugStream,
        DaemonCommand.StopTopicDebugStream,
        DaemonCommand.PublishTopic,
        DaemonCommand.StateCatchUp {
  /** Builds nodes. Answered at once; {@link DaemonEvent.BuildResult} follows. */
  @Name("Build")
  @Transparent
  record BuildNodes(Build build) implements DaemonCommand {}

  /** Starts nodes. Answered at once; {@link DaemonEvent.SpawnResult} follows. */
  @Name("Spawn")
  @Transparent
  record SpawnNodes(Spawn spawn) implements DaemonCommand {}

  /** All nodes of all daemons are ready. Not answered. */
  record AllNodesReady(UUID dataflowId, List<NodeId> exitedBeforeSubscribe)
      implements DaemonCommand {}

  /**
   * Stops all nodes.
   *
   * @param graceDuration until they are killed; null for the daemon's default
   * @param force whether to kill them at once
   */
  record StopDataflow(UUID dataflowId, @Nullable Duration graceDuration, @Default boolean force)
      implements DaemonCommand {}

  /** An operator's source has changed. */
  record ReloadDataflow(UUID dataflowId, NodeId nodeId, @Nullable OperatorId operatorId)
      implements DaemonCommand {}

  /**
   * Asks for a node's log file.
   *
   * @param tail how many lines from its end; null or 0 for all
   * @param section asks for one part of them, which our daemon sends in an {@link AnswerFrame};
   *     released daemons answer with all
   */
  record Logs(
      UUID dataflowId,
      NodeId nodeId,
      @Unsigned(64) @Nullable Long tail,
      @Omit @Nullable LogSection section)
      implements DaemonCommand {}

  /** Starts a node anew. Answered when begun, not when done. */
  record RestartNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements DaemonCommand {}

  /** Stops a node. Answered when begun, not when done. */
  record StopNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements DaemonCommand {}

  /** Hands a node a parameter. */
  record SetParam(UUID dataflowId, NodeId nodeId, String key, RawJson value)
      implements DaemonCommand {}

  /** Takes a parameter from a node. */
  record DeleteParam(UUID dataflowId, NodeId nodeId, String key) implements DaemonCommand {}

  /** Ends the daemon, after its nodes. */
  record Destroy() implements DaemonCommand {}

  /** A sign of life, every three seconds. Not answered. */
  record Heartbeat() implements DaemonCommand {}

  /** Another daemon is gone. Not answered. */
  record PeerDaemonDisconnected(DaemonId daemonId) implements DaemonCommand {}

  /** Adds a node to a running dataflow. */
  record AddNode(UUID dataflowId, ResolvedNode node, boolean uv) implements DaemonCommand {}

  /** Takes a node out of a running dataflow. */
  record RemoveNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements DaemonCommand {}

  /** Puts another program in a node's place. */
  record ReplaceNode(
      UUID dataflowId,
      ResolvedNode node,
      NodeDescriptor unresolvedNode,
      boolean uv,
      @Nullable Duration graceDuration)
      implements DaemonCommand {}

  /** Connects an input. */
  record AddMapping(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements DaemonCommand {}

  /** Disconnects an input. */
  record RemoveMapping(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements DaemonCommand {}

  /**
   * Mirrors outputs to the coordinator.
   *
   * @param withoutData true if the metadata is enough, which released daemons do not know
   */
  record StartTopicDebugStream(
      UUID dataflowId,
      List<OutputRef> outputs,
      UUID subscriptionId,
      @Omit @Default boolean withoutData)
      implements DaemonCommand {}

  /** Ends a mirror. */
  record StopTopicDebugStream(UUID dataflowId, UUID subscriptionId) implements DaemonCommand {}

  /** Brings JSON text to all who read an output. Released daemons do not know this command. */
  record PublishTopic(UUID dataflowId, NodeId nodeId, DataId outputId, String dataJson)
      implements DaemonCommand {}

  /** What the daemon has missed. Not answered; {@link DaemonEvent.StateCatchUpAck} follows. */
  record StateCatchUp(UUID dataflowId, List<CatchUpEntry> entries) implements DaemonCommand {}
}
