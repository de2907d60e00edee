package org.dora.coordinator.dataflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.coordinator.store.MemoryStore;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.Store;

/** A store that outlives the coordinator of a test. */
final class KeptStore implements Store {
  private final Map<UUID, SavedDataflow> dataflows = new LinkedHashMap<>();
  private final MemoryStore parameters = new MemoryStore();
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /** Whether dataflows wait for {@link #commit}. */
  boolean holdsCommits;

  @Override
  public Collection<SavedDataflow> load() {
    return new ArrayList<>(dataflows.values());
  }

  @Override
  public CompletableFuture<Void> save(SavedDataflow dataflow) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    waiting.add(() -> {
      dataflows.put(dataflow.id(), dataflow);
      done.complete(null);
    });
    if (!holdsCommits) {
      commit();
    }
    return done;
  }

  /** Commits all that waits for it. */
  void commit() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Override
  public CompletableFuture<Void> delete(UUID dataflow) {
    dataflows.remove(dataflow);
    return parameters.delete(dataflow);
  }

  @Override
  public SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node) {
    return parameters.parameters(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> setParameter(
      UUID dataflow, NodeId node, String key, RawJson value) {
    return parameters.setParameter(dataflow, node, key, value);
  }

  @Override
  public CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key) {
    return parameters.deleteParameter(dataflow, node, key);
  }

  @Override
  public SortedSet<String> deletions(UUID dataflow, NodeId node) {
    return parameters.deletions(dataflow, node);
  }

  @Override
  public CompletableFuture<Void> forgetDeletion(UUID dataflow, NodeId node, String key) {
    return parameters.forgetDeletion(dataflow, node, key);
  }

  @Override
  public void close() {
    // It outlives whoever closes it.
  }
}
