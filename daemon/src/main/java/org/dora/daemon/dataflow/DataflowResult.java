package org.dora.daemon.dataflow;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.metrics.OutputCounts;

/**
 * How a dataflow ended.
 *
 * @param nodes the ends of all its nodes
 * @param traffic which way the messages of the outputs went that were used
 */
public record DataflowResult(
    UUID id,
    SortedMap<NodeId, NodeResult> nodes,
    SortedMap<NodeId, SortedMap<DataId, OutputCounts>> traffic) {
  /** Copies the map of nodes. */
  public DataflowResult {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }

  /** Returns whether no node failed. */
  public boolean isSuccess() {
    return nodes.values().stream().allMatch(result -> result.failure() == null);
  }

  /** Returns what was wrong with the nodes that failed, in the order in which they ended. */
  public SequencedMap<NodeId, NodeFailure> failures() {
    SequencedMap<NodeId, NodeFailure> failures = new LinkedHashMap<>();
    nodes.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().time()))
        .forEach(entry -> {
          NodeFailure failure = entry.getValue().failure();
          if (failure != null) {
            failures.put(entry.getKey(), failure);
          }
        });
    return failures;
  }
}
