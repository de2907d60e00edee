package org.dora.coordinator.dataflow;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.SavedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes dataflows into the store. What fails is logged: a full disk must not stop a robot. */
final class Records {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final Context context;

  Records(Context context) {
    this.context = context;
  }

  /** Saves a dataflow; the future completes when it is committed, or could not be. */
  CompletableFuture<Void> save(DataflowRun run, SavedState state) {
    run.savedAs(state);
    return write(run);
  }

  /** Saves that a dataflow's nodes were let go. */
  CompletableFuture<Void> saveReady(DataflowRun run) {
    run.letGo();
    return write(run);
  }

  /** Saves a dataflow of which nodes, places or results have changed; its end was saved if so. */
  CompletableFuture<Void> saveGraph(DataflowRun run) {
    return run.hasEnded() ? CompletableFuture.completedFuture(null) : write(run);
  }

  private CompletableFuture<Void> write(DataflowRun run) {
    SavedDataflow saved = run.toSave();
    return logged(context.store().save(saved), run.id(), "that it is " + saved.state());
  }

  /** Forgets a dataflow; the future completes when that is committed, or could not be. */
  CompletableFuture<Void> delete(UUID dataflow) {
    return logged(context.store().delete(dataflow), dataflow, "that it is forgotten");
  }

  /** Saves that a node has heard of the deletion of a parameter. */
  void deletionIsKnown(UUID dataflow, NodeId node, String key) {
    CompletableFuture<Void> _ =
        logged(
            context.store().forgetDeletion(dataflow, node, key),
            dataflow,
            "that node " + node + " knows of the deletion of " + key);
  }

  private static CompletableFuture<Void> logged(
      CompletableFuture<Void> change, UUID dataflow, String what) {
    return change.exceptionally(failure -> {
      LOG.error("dataflow {}: it could not be saved {}", dataflow, what, failure);
      return null;
    });
  }
}
