package org.dora.common.control;

import java.util.SortedMap;
import java.util.UUID;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Json;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;

/** How the nodes of a dataflow ended. */
@Json
public record DataflowResult(
    UUID uuid, HlcTimestamp timestamp, SortedMap<NodeId, Outcome<NodeError>> nodeResults) {
  /** Whether no node failed. */
  public boolean isOk() {
    return nodeResults.values().stream().allMatch(Outcome::isOk);
  }
}
