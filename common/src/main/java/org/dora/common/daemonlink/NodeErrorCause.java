package org.dora.common.daemonlink;

import org.dora.common.codec.Json;
import org.dora.common.codec.Transparent;
import org.dora.common.id.NodeId;

/** Why a node failed. */
@Json
public sealed interface NodeErrorCause
    permits NodeErrorCause.GraceDuration,
        NodeErrorCause.Cascading,
        NodeErrorCause.FailedToSpawn,
        NodeErrorCause.Other {
  /** It did not end in time after it was told to stop, and was killed. */
  record GraceDuration() implements NodeErrorCause {}

  /** Another node ended before it was ready. */
  record Cascading(NodeId causedByNode) implements NodeErrorCause {}

  /** It could not be started. */
  @Transparent
  record FailedToSpawn(String message) implements NodeErrorCause {}

  /**
   * Itself.
   *
   * @param stderr the last lines that it wrote to its standard error
   */
  record Other(String stderr) implements NodeErrorCause {}
}
