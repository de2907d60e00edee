package org.dora.common.control;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.dora.common.codec.Default;
import org.dora.common.codec.Json;
import org.dora.common.codec.Name;
import org.dora.common.codec.Omit;
import org.dora.common.codec.Unsigned;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.json.RawJson;
import org.dora.common.log.LogSection;
import org.dora.common.session.GitSource;
import org.jspecify.annotations.Nullable;

/**
 * What the CLI asks of the coordinator (control-protocol.md section 7). Each is answered by the
 * variant of {@link ControlReply} that it names, or by {@link ControlReply.Failed}, or by a failure
 * of the frame.
 */
@Json
public sealed interface ControlRequest
    permits ControlRequest.Build,
        ControlRequest.WaitForBuild,
        ControlRequest.Start,
        ControlRequest.WaitForSpawn,
        ControlRequest.Reload,
        ControlRequest.Check,
        ControlRequest.Stop,
        ControlRequest.StopByName,
        ControlRequest.Restart,
        ControlRequest.RestartByName,
        ControlRequest.Logs,
        ControlRequest.Destroy,
        ControlRequest.ListDataflows,
        ControlRequest.Clean,
        ControlRequest.Info,
        ControlRequest.DaemonConnected,
        ControlRequest.ConnectedMachines,
        ControlRequest.LogSubscribe,
        ControlRequest.BuildLogSubscribe,
        ControlRequest.CliAndDefaultDaemonOnSameMachine,
        ControlRequest.GetNodeInfo,
        ControlRequest.TopicSubscribe,
        ControlRequest.TopicUnsubscribe,
        ControlRequest.GetTraces,
        ControlRequest.GetTraceSpans,
        ControlRequest.RestartNode,
        ControlRequest.StopNode,
        ControlRequest.TopicPublish,
        ControlRequest.GetParams,
        ControlRequest.GetParam,
        ControlRequest.SetParam,
        ControlRequest.DeleteParam,
        ControlRequest.AddNode,
        ControlRequest.RemoveNode,
        ControlRequest.ReplaceNode,
        ControlRequest.AddMapping,
        ControlRequest.RemoveMapping,
        ControlRequest.Hello {
  /** Requests about the life of a dataflow; a group, so that a {@code switch} covers all of it. */
  sealed interface OfDataflow
      permits Start, WaitForSpawn, Check, Stop, StopByName, Restart, RestartByName {}

  /** Requests about the nodes of a running dataflow and what connects them; a group. */
  sealed interface OfNode
      permits RestartNode,
          StopNode,
          Reload,
          AddNode,
          RemoveNode,
          ReplaceNode,
          AddMapping,
          RemoveMapping {}

  /** Requests about the parameters of nodes; a group. */
  sealed interface OfParameters permits GetParams, GetParam, SetParam, DeleteParam {}

  /**
   * Builds a dataflow on its daemons; {@link ControlReply.DataflowBuildTriggered}.
   *
   * @param gitSources the commits to build from
   * @param prevGitSources those of the last build
   * @param localWorkingDir folder of the dataflow, if the daemon can see it
   * @param uv whether Python commands go through {@code uv}
   */
  record Build(
      UUID sessionId,
      Descriptor dataflow,
      SortedMap<NodeId, GitSource> gitSources,
      SortedMap<NodeId, GitSource> prevGitSources,
      @Nullable String localWorkingDir,
      boolean uv)
      implements ControlRequest {}

  /** Waits for a build; {@link ControlReply.DataflowBuildFinished}. */
  record WaitForBuild(UUID buildId) implements ControlRequest {}

  /**
   * Starts a dataflow; {@link ControlReply.DataflowStartTriggered}.
   *
   * @param buildId of the build that its nodes come from
   * @param name null for one that the coordinator invents
   * @param localWorkingDir folder of the dataflow, if the daemon can see it
   * @param uv whether Python commands go through {@code uv}
   * @param writeEventsTo folder in which nodes record their events
   */
  record Start(
      @Nullable UUID buildId,
      UUID sessionId,
      Descriptor dataflow,
      @Nullable String name,
      @Nullable String localWorkingDir,
      boolean uv,
      @Nullable String writeEventsTo)
      implements ControlRequest, OfDataflow {}

  /** Waits until all processes are started; {@link ControlReply.DataflowSpawned}. */
  record WaitForSpawn(UUID dataflowId) implements ControlRequest, OfDataflow {}

  /** Loads an operator anew; {@link ControlReply.DataflowReloaded}. */
  record Reload(UUID dataflowId, NodeId nodeId, @Nullable OperatorId operatorId)
      implements ControlRequest, OfNode {}

  /**
   * Asks whether a dataflow runs; {@link ControlReply.DataflowSpawned} or {@link
   * ControlReply.DataflowStopped}.
   */
  record Check(UUID dataflowUuid) implements ControlRequest, OfDataflow {}

  /**
   * Stops a dataflow and waits for its end; {@link ControlReply.DataflowStopped}.
   *
   * @param graceDuration until nodes are killed; null for the default
   * @param force whether to kill them at once
   */
  record Stop(UUID dataflowUuid, @Nullable Duration graceDuration, @Default boolean force)
      implements ControlRequest, OfDataflow {}

  /** As {@link Stop}. */
  record StopByName(String name, @Nullable Duration graceDuration, @Default boolean force)
      implements ControlRequest, OfDataflow {}

  /** Stops a dataflow and starts it anew; {@link ControlReply.DataflowRestarted}. */
  record Restart(UUID dataflowUuid, @Nullable Duration graceDuration, @Default boolean force)
      implements ControlRequest, OfDataflow {}

  /** As {@link Restart}. */
  record RestartByName(String name, @Nullable Duration graceDuration, @Default boolean force)
      implements ControlRequest, OfDataflow {}

  /**
   * Asks for the log file of a node; {@link ControlReply.Logs}.
   *
   * @param node id, not yet checked
   * @param tail how many lines from the end; null or 0 for all
   * @param section asks for one part of them, which our coordinator sends as a {@link BinaryFrame}
   *     with a {@link org.dora.common.log.LogPart}; the released one answers with all
   */
  record Logs(
      @Nullable UUID uuid,
      @Nullable String name,
      String node,
      @Unsigned(64) @Nullable Long tail,
      @Omit @Nullable LogSection section)
      implements ControlRequest {}

  /** Ends all dataflows, all daemons and the coordinator; {@link ControlReply.DestroyOk}. */
  record Destroy() implements ControlRequest {}

  /** {@link ControlReply.DataflowList}. */
  @Name("List")
  record ListDataflows() implements ControlRequest {}

  /** Forgets dataflows that have ended; {@link ControlReply.CleanResult}. */
  record Clean() implements ControlRequest {}

  /** Asks for a descriptor as it runs now; {@link ControlReply.DataflowInfo}. */
  record Info(UUID dataflowUuid) implements ControlRequest {}

  /** Asks whether any daemon is connected; {@link ControlReply.DaemonConnected}. */
  record DaemonConnected() implements ControlRequest {}

  /** {@link ControlReply.ConnectedDaemons}. */
  record ConnectedMachines() implements ControlRequest {}

  /** Asks for the log messages of a dataflow; {@link Subscribed}, then events. */
  record LogSubscribe(UUID dataflowId, LogFilter level) implements ControlRequest {}

  /** Asks for the log messages of a build; {@link Subscribed}, then events. */
  record BuildLogSubscribe(UUID buildId, LogFilter level) implements ControlRequest {}

  /** {@link ControlReply.CliAndDefaultDaemonIps}. */
  record CliAndDefaultDaemonOnSameMachine() implements ControlRequest {}

  /** {@link ControlReply.NodeInfoList}. */
  record GetNodeInfo() implements ControlRequest {}

  /**
   * Asks for messages on outputs; {@link ControlReply.TopicSubscribed}, then {@link BinaryFrame}s.
   *
   * @param protocolVersion {@link BinaryFrame#TOPIC_PROTOCOL}; null from peers before 1.0
   * @param withoutData true if the metadata is enough; the released coordinator sends all the same
   */
  record TopicSubscribe(
      UUID dataflowId,
      List<OutputRef> topics,
      @Unsigned(16) @Nullable Integer protocolVersion,
      @Omit @Default boolean withoutData)
      implements ControlRequest {}

  /** Ends a subscription; {@link Unsubscribed}. */
  record TopicUnsubscribe(UUID subscriptionId) implements ControlRequest {}

  /** {@link ControlReply.TraceList}. */
  record GetTraces() implements ControlRequest {}

  /** {@link ControlReply.TraceSpans}. */
  record GetTraceSpans(String traceId) implements ControlRequest {}

  /** {@link ControlReply.NodeRestarted}. */
  record RestartNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements ControlRequest, OfNode {}

  /** {@link ControlReply.NodeStopped}. */
  record StopNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements ControlRequest, OfNode {}

  /**
   * Sends JSON text as if it came from an output; {@link ControlReply.TopicPublished}, or {@link
   * ControlReply.TopicDelivered} between our own sides.
   */
  record TopicPublish(UUID dataflowId, NodeId nodeId, DataId outputId, String dataJson)
      implements ControlRequest {}

  /** {@link ControlReply.ParamList}. */
  record GetParams(UUID dataflowId, NodeId nodeId) implements ControlRequest, OfParameters {}

  /** {@link ControlReply.ParamValue}. */
  record GetParam(UUID dataflowId, NodeId nodeId, String key)
      implements ControlRequest, OfParameters {}

  /** {@link ControlReply.ParamSet}. */
  record SetParam(UUID dataflowId, NodeId nodeId, String key, RawJson value)
      implements ControlRequest, OfParameters {}

  /** {@link ControlReply.ParamDeleted}. */
  record DeleteParam(UUID dataflowId, NodeId nodeId, String key)
      implements ControlRequest, OfParameters {}

  /** {@link ControlReply.NodeAdded}. */
  record AddNode(UUID dataflowId, NodeDescriptor node) implements ControlRequest, OfNode {}

  /** {@link ControlReply.NodeRemoved}. */
  record RemoveNode(UUID dataflowId, NodeId nodeId, @Nullable Duration graceDuration)
      implements ControlRequest, OfNode {}

  /** {@link ControlReply.NodeReplaced}. */
  record ReplaceNode(UUID dataflowId, NodeDescriptor node, @Nullable Duration graceDuration)
      implements ControlRequest, OfNode {}

  /** Connects an input; {@link ControlReply.MappingAdded}. */
  record AddMapping(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements ControlRequest, OfNode {}

  /** Disconnects an input; {@link ControlReply.MappingRemoved}. */
  record RemoveMapping(
      UUID dataflowId,
      NodeId sourceNode,
      DataId sourceOutput,
      NodeId targetNode,
      DataId targetInput)
      implements ControlRequest, OfNode {}

  /**
   * First request of every connection; {@link ControlReply.HelloOk}.
   *
   * @param doraVersion {@link org.dora.common.version.DoraVersion#announced}
   */
  record Hello(String doraVersion) implements ControlRequest {}
}
