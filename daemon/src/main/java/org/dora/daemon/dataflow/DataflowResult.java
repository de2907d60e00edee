package org.dora.daemon.dataflow;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.id.NodeId;

/** How a dataflow ended: the ends of all its nodes. */
public record DataflowResult(UUID id, SortedMap<NodeId, NodeResult> nodes) {
  /** Copies the map. */
  public DataflowResult {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }

  /** Returns whether no node failed. */
  public boolean isSuccess() {
    return nodes.values().stream().allMatch(result -> result.failure() == null);
  }
}
