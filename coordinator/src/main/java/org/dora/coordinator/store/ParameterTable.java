package org.dora.coordinator.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;

/** All parameters in memory, where the conductor can look without waiting. */
final class ParameterTable {
  /** One node's. */
  private static final class OfNode {
    private final SortedMap<String, RawJson> values = new TreeMap<>();
    private final SortedSet<String> deletions = new TreeSet<>();
  }

  private final Map<UUID, Map<NodeId, OfNode>> nodes = new HashMap<>();

  private OfNode node(UUID dataflow, NodeId node) {
    return nodes
        .computeIfAbsent(dataflow, _ -> new HashMap<>())
        .computeIfAbsent(node, _ -> new OfNode());
  }

  private @Nullable OfNode find(UUID dataflow, NodeId node) {
    return nodes.getOrDefault(dataflow, Map.of()).get(node);
  }

  SortedMap<String, RawJson> of(UUID dataflow, NodeId node) {
    OfNode its = find(dataflow, node);
    return its == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(its.values);
  }

  SortedSet<String> deletions(UUID dataflow, NodeId node) {
    OfNode its = find(dataflow, node);
    return its == null
        ? Collections.emptySortedSet()
        : Collections.unmodifiableSortedSet(its.deletions);
  }

  void set(UUID dataflow, NodeId node, String key, RawJson value) {
    OfNode its = node(dataflow, node);
    its.values.put(key, value);
    its.deletions.remove(key);
  }

  void delete(UUID dataflow, NodeId node, String key) {
    OfNode its = node(dataflow, node);
    its.values.remove(key);
    its.deletions.add(key);
  }

  void forgetDeletion(UUID dataflow, NodeId node, String key) {
    OfNode its = find(dataflow, node);
    if (its != null) {
      its.deletions.remove(key);
    }
  }

  void delete(UUID dataflow) {
    nodes.remove(dataflow);
  }
}
