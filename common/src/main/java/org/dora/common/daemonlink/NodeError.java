package org.dora.common.daemonlink;

import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Json;
import org.dora.common.id.NodeId;

/** When, why and how a node failed. */
@Json
public record NodeError(HlcTimestamp timestamp, NodeErrorCause cause, NodeExitStatus exitStatus) {
  /** Returns why in one line, without what the node has printed. */
  public String summary() {
    return switch (cause) {
      case NodeErrorCause.GraceDuration _ -> "was killed since it did not stop in time";
      case NodeErrorCause.Cascading(NodeId node) ->
          "failed since node `" + node + "` exited before connecting to dora";
      case NodeErrorCause.FailedToSpawn(String reason) -> "failed to spawn: " + reason;
      case NodeErrorCause.Other(String stderr)
          when exitStatus instanceof NodeExitStatus.Unknown && !stderr.isEmpty() ->
          stderr;
      case NodeErrorCause.Other _ -> ended();
    };
  }

  private String ended() {
    return switch (exitStatus) {
      case NodeExitStatus.Success _ -> "exited";
      case NodeExitStatus.ExitCode(int code) -> "exited with code " + code;
      case NodeExitStatus.Signal(int number) -> "exited because of signal " + number;
      case NodeExitStatus.IoError(String reason) -> "exit status unknown: " + reason;
      case NodeExitStatus.Unknown _ -> "exit status unknown";
    };
  }
}
