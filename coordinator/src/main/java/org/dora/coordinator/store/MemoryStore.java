package org.dora.coordinator.store;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/** Keeps everything as long as the coordinator runs. Confined to the conductor. */
public final class MemoryStore implements Store {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final ParameterTable parameters = new ParameterTable();

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
    parameters.delete(dataflow);
    return DONE;
  }

  @Override
  public SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node) {
    return parameters.of(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> setParameter(
      UUID dataflow, NodeId node, String key, RawJson value) {
    parameters.set(dataflow, node, key, value);
    return DONE;
  }

  @Override
  public CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key) {
    parameters.delete(dataflow, node, key);
    return DONE;
  }

  @Override
  public SortedSet<String> deletions(UUID dataflow, NodeId node) {
    return parameters.deletions(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> forgetDeletion(UUID dataflow, NodeId node, String key) {
    parameters.forgetDeletion(dataflow, node, key);
    return DONE;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
