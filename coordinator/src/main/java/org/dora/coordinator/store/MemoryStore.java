package org.dora.coordinator.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** Keeps everything as long as the coordinator runs. Confined to the conductor. */
public final class MemoryStore implements Store {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Map<UUID, Map<NodeId, SortedMap<String, RawJson>>> parameters = new HashMap<>();

  @Override
  public Collection<SavedDataflow> load() {
    return List.of();
  }

  @Override
  public CompletableFuture<Void> save(SavedDataflow dataflow) {
    return DONE; // whoever asks has it in memory
  }

  @Override
  public CompletableFuture<Void> delete(UUID dataflow) {
    parameters.remove(dataflow);
    return DONE;
  }

  @Override
  public SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node) {
    return Collections.unmodifiableSortedMap(
        parameters.getOrDefault(dataflow, Map.of()).getOrDefault(node, new TreeMap<>()));
  }

  @Override
  public CompletableFuture<Void> setParameter(
      UUID dataflow, NodeId node, String key, RawJson value) {
    parameters
        .computeIfAbsent(dataflow, _ -> new HashMap<>())
        .computeIfAbsent(node, _ -> new TreeMap<>())
        .put(key, value);
    return DONE;
  }

  @Override
  public CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key) {
    Map<NodeId, SortedMap<String, RawJson>> ofDataflow = parameters.get(dataflow);
    if (ofDataflow != null && ofDataflow.containsKey(node)) {
      ofDataflow.get(node).remove(key);
    }
    return DONE;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
