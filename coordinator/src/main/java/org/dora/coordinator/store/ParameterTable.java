package org.dora.coordinator.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** All parameters in memory, where the conductor can look without waiting. */
final class ParameterTable {
  private final Map<UUID, Map<NodeId, SortedMap<String, RawJson>>> values = new HashMap<>();

  SortedMap<String, RawJson> of(UUID dataflow, NodeId node) {
    return Collections.unmodifiableSortedMap(
        values.getOrDefault(dataflow, Map.of()).getOrDefault(node, new TreeMap<>()));
  }

  void set(UUID dataflow, NodeId node, String key, RawJson value) {
    values
        .computeIfAbsent(dataflow, _ -> new HashMap<>())
        .computeIfAbsent(node, _ -> new TreeMap<>())
        .put(key, value);
  }

  void delete(UUID dataflow, NodeId node, String key) {
    Map<NodeId, SortedMap<String, RawJson>> ofDataflow = values.get(dataflow);
    if (ofDataflow != null && ofDataflow.containsKey(node)) {
      ofDataflow.get(node).remove(key);
    }
  }

  void delete(UUID dataflow) {
    values.remove(dataflow);
  }
}
