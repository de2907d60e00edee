package org.dora.coordinator.store;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;

/**
 * Keeps dataflows and parameters. Changes are asked for by the conductor and return at once; each
 * future completes, on any thread, when the change and all before it are committed.
 */
public interface Store extends AutoCloseable {
  /** Returns all dataflows that are kept. Called once, before anything is changed. */
  Collection<SavedDataflow> load();

  /** Keeps a dataflow in place of what was kept of it. */
  CompletableFuture<Void> save(SavedDataflow dataflow);

  /** Forgets a dataflow and its parameters. */
  CompletableFuture<Void> delete(UUID dataflow);

  /** Returns the parameters of a node by key, as of all changes that were asked for. */
  SortedMap<String, RawJson> parameters(UUID dataflow, NodeId node);

  /** Keeps a parameter in place of what it was. */
  CompletableFuture<Void> setParameter(UUID dataflow, NodeId node, String key, RawJson value);

  /** Forgets a parameter, but not yet that it was deleted. */
  CompletableFuture<Void> deleteParameter(UUID dataflow, NodeId node, String key);

  /** Returns the parameters of a node of whose deletion it may not have heard. */
  SortedSet<String> deletions(UUID dataflow, NodeId node);

  /** Forgets a deletion, of which the node has heard. */
  CompletableFuture<Void> forgetDeletion(UUID dataflow, NodeId node, String key);

  /** Commits what was asked for and ends. */
  @Override
  void close();
}
