package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Transparent;

/**
 * What a daemon answers to the coordinator's commands, each by a variant of its own
 * (control-protocol.md section 11).
 */
@Json
public sealed interface DaemonCommandReply
    permits DaemonCommandReply.TriggerBuildResult,
        DaemonCommandReply.TriggerSpawnResult,
        DaemonCommandReply.ReloadResult,
        DaemonCommandReply.StopResult,
        DaemonCommandReply.DestroyResult,
        DaemonCommandReply.Logs,
        DaemonCommandReply.AddNodeResult,
        DaemonCommandReply.RestartNodeResult,
        DaemonCommandReply.StopNodeResult,
        DaemonCommandReply.RemoveNodeResult,
        DaemonCommandReply.ReplaceNodeResult,
        DaemonCommandReply.AddMappingResult,
        DaemonCommandReply.RemoveMappingResult,
        DaemonCommandReply.SetParamResult,
        DaemonCommandReply.DeleteParamResult,
        DaemonCommandReply.StartTopicDebugStreamResult,
        DaemonCommandReply.StopTopicDebugStreamResult,
        DaemonCommandReply.PublishTopicResult {
  /** Answers {@link DaemonCommand.BuildNodes}. */
  @Transparent
  record TriggerBuildResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.SpawnNodes}. */
  @Transparent
  record TriggerSpawnResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.ReloadDataflow}. */
  @Transparent
  record ReloadResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.StopDataflow}. */
  @Transparent
  record StopResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.Destroy}. */
  record DestroyResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.Logs}. */
  @Transparent
  record Logs(StoredLog log) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.AddNode}. */
  @Transparent
  record AddNodeResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.RestartNode}. */
  @Transparent
  record RestartNodeResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.StopNode}. */
  @Transparent
  record StopNodeResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.RemoveNode}. */
  @Transparent
  record RemoveNodeResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.ReplaceNode}. */
  @Transparent
  record ReplaceNodeResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.AddMapping}. */
  @Transparent
  record AddMappingResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.RemoveMapping}. */
  @Transparent
  record RemoveMappingResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.SetParam}. */
  @Transparent
  record SetParamResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.DeleteParam}. */
  @Transparent
  record DeleteParamResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.StartTopicDebugStream}. */
  @Transparent
  record StartTopicDebugStreamResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.StopTopicDebugStream}. */
  @Transparent
  record StopTopicDebugStreamResult(Outcome<String> result) implements DaemonCommandReply {}

  /** Answers {@link DaemonCommand.PublishTopic}. */
  @Transparent
  record PublishTopicResult(Delivery result) implements DaemonCommandReply {}
}
