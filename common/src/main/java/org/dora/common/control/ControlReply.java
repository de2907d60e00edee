package org.dora.common.control;

import java.util.List;
import java.util.UUID;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Transparent;
import org.dora.common.codec.Unsigned;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;

/** What the coordinator answers to a {@link ControlRequest} (control-protocol.md section 8). */
@Json
public sealed interface ControlReply
    permits ControlReply.Failed,
        ControlReply.CoordinatorStopped,
        ControlReply.HelloOk,
        ControlReply.DataflowBuildTriggered,
        ControlReply.DataflowBuildFinished,
        ControlReply.DataflowStartTriggered,
        ControlReply.DataflowSpawned,
        ControlReply.DataflowReloaded,
        ControlReply.DataflowStopped,
        ControlReply.DataflowRestarted,
        ControlReply.DataflowList,
        ControlReply.CleanResult,
        ControlReply.DataflowInfo,
        ControlReply.DestroyOk,
        ControlReply.DaemonConnected,
        ControlReply.ConnectedDaemons,
        ControlReply.Logs,
        ControlReply.CliAndDefaultDaemonIps,
        ControlReply.NodeInfoList,
        ControlReply.TopicSubscribed,
        ControlReply.TraceList,
        ControlReply.TraceSpans,
        ControlReply.NodeRestarted,
        ControlReply.NodeStopped,
        ControlReply.TopicPublished,
        ControlReply.TopicDelivered,
        ControlReply.NodeAdded,
        ControlReply.NodeRemoved,
        ControlReply.NodeReplaced,
        ControlReply.MappingAdded,
        ControlReply.MappingRemoved,
        ControlReply.ParamList,
        ControlReply.ParamValue,
        ControlReply.ParamSet,
        ControlReply.ParamDeleted {
  /** The request failed; the text may have several lines. */
  @Name("Error")
  @Transparent
  record Failed(String message) implements ControlReply {}

  /** Never sent by the released program. */
  record CoordinatorStopped() implements ControlReply {}

  /** The versions go together. */
  record HelloOk(String doraVersion) implements ControlReply {}

  /** All daemons have begun to build. */
  record DataflowBuildTriggered(UUID buildId) implements ControlReply {}

  /** All daemons have built, or one has failed. */
  record DataflowBuildFinished(UUID buildId, Outcome<String> result) implements ControlReply {}

  /** All daemons have begun to start nodes. */
  record DataflowStartTriggered(UUID uuid) implements ControlReply {}

  /** All processes are started. */
  record DataflowSpawned(UUID uuid) implements ControlReply {}

  /** The operator was told. */
  record DataflowReloaded(UUID uuid) implements ControlReply {}

  /** The dataflow has ended. */
  record DataflowStopped(UUID uuid, DataflowResult result) implements ControlReply {}

  /** The dataflow starts anew, under another id. */
  record DataflowRestarted(UUID oldUuid, UUID newUuid) implements ControlReply {}

  /** Dataflows that run, by name, then those that have ended, by time. */
  @Transparent
  record DataflowList(List<DataflowEntry> dataflows) implements ControlReply {}

  /** What was forgotten, and what could not be. */
  record CleanResult(List<DataflowEntry> cleaned, List<CleanFailure> failed)
      implements ControlReply {}

  /** A descriptor as it runs now. */
  record DataflowInfo(UUID uuid, @Nullable String name, Descriptor descriptor)
      implements ControlReply {}

  /** All daemons have ended; the coordinator ends. */
  record DestroyOk() implements ControlReply {}

  /** Whether any daemon is connected. */
  @Transparent
  record DaemonConnected(boolean connected) implements ControlReply {}

  /** All daemons. */
  @Transparent
  record ConnectedDaemons(List<DaemonInfo> daemons) implements ControlReply {}

  /** A log file: lines of JSON. */
  @Transparent
  record Logs(Bytes content) implements ControlReply {}

  /** Addresses of both if they are on one machine. */
  record CliAndDefaultDaemonIps(@Nullable String defaultDaemon, @Nullable String cli)
      implements ControlReply {}

  /** All nodes of running dataflows. */
  @Transparent
  record NodeInfoList(List<NodeInfo> nodes) implements ControlReply {}

  /** Frames with this id follow. */
  record TopicSubscribed(UUID subscriptionId, @Unsigned(16) @Nullable Integer protocolVersion)
      implements ControlReply {}

  /** Traces, newest first. */
  @Transparent
  record TraceList(List<TraceSummary> traces) implements ControlReply {}

  /** Spans of one trace. */
  @Transparent
  record TraceSpans(List<TraceSpan> spans) implements ControlReply {}

  /** The restart has begun. */
  record NodeRestarted(UUID dataflowId, NodeId nodeId) implements ControlReply {}

  /** The stop has begun. */
  record NodeStopped(UUID dataflowId, NodeId nodeId) implements ControlReply {}

  /** The message was sent. */
  record TopicPublished() implements ControlReply {}

  /**
   * The message was brought to its receivers; said to our own CLI in place of {@link
   * TopicPublished}.
   *
   * @param receivers how many inputs got it
   */
  record TopicDelivered(@Unsigned(32) long receivers) implements ControlReply {}

  /** The node runs. */
  record NodeAdded(UUID dataflowId, NodeId nodeId) implements ControlReply {}

  /** The node is being stopped, and no longer part of the dataflow. */
  record NodeRemoved(UUID dataflowId, NodeId nodeId) implements ControlReply {}

  /** The new node runs. */
  record NodeReplaced(UUID dataflowId, NodeId nodeId) implements ControlReply {}

  /** The input is connected. */
  record MappingAdded(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements ControlReply {}

  /** The input is disconnected. */
  record MappingRemoved(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements ControlReply {}

  /** All parameters of a node. */
  record ParamList(List<ParamEntry> params) implements ControlReply {}

  /** One parameter of a node. */
  record ParamValue(String key, RawJson value) implements ControlReply {}

  /** The parameter is stored and the node was told. */
  record ParamSet() implements ControlReply {}

  /** The parameter is gone and the node was told. */
  record ParamDeleted() implements ControlReply {}
}
