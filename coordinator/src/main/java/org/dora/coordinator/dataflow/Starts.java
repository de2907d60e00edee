package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.dora.common.DoraException;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.log.LogMessage;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.store.Launch;
import org.dora.coordinator.store.SavedState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts dataflows (control-protocol.md, section 15). Confined to the conductor. */
public final class Starts {
  private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

  private final Dataflows dataflows;
  private final Context context;

  /**
   * @param dataflows which it adds to
   */
  public Starts(Dataflows dataflows) {
    this.dataflows = dataflows;
    this.context = dataflows.context();
  }

  /**
   * Places a dataflow's nodes and has their daemons start them.
   *
   * @param name null for one that is made up
   * @return the dataflow's id, once all daemons have begun and it is saved; fails, after what had
   *     begun was stopped, with what the user reads
   * @throws DoraException if it cannot be placed; nothing has begun then
   */
  public CompletableFuture<UUID> start(Launch launch, @Nullable String name) {
    if (name != null && dataflows.isNameTaken(name)) {
      throw new RefusedException("there is already a running dataflow with name `" + name + "`");
    }
    ResolvedDataflow _ = ResolvedDataflow.of(launch.descriptor()); // before anything is begun
    SortedMap<NodeId, DaemonId> places =
        context.placement().place(launch.descriptor().nodes(), dataflows.candidates());
    UUID id = UuidV7.next(context.time());
    String chosen =
        name == null ? PetName.choose(ThreadLocalRandom.current(), dataflows::isNameTaken) : name;
    DataflowRun run = DataflowRun.fresh(id, chosen, launch, places, context.time().instant());
    dataflows.add(run);
    LOG.info("dataflow {} is started on {}", run, run.daemons());
    run.limitBy(context.deadlines().after(context.spawnLimit(), () -> giveUp(run)));
    return dataflows
        .records()
        .save(run, SavedState.PENDING)
        .thenComposeAsync(_ -> beginAll(run), context.continuing())
        .handle((_, failure) -> failure)
        .thenCompose(failure -> failure == null ? completed(run) : undo(run, failure));
  }

  private CompletableFuture<Void> beginAll(DataflowRun run) {
    List<CompletableFuture<?>> begun = new ArrayList<>();
    for (Part part : run.parts().all()) {
      DaemonId daemon = part.daemon();
      Spawn spawn = run.spawn(daemon, run.nodes().on(daemon));
      begun.add(begin(dataflows.connected(daemon), spawn).thenRun(part::begun));
    }
    return all(begun);
  }

  /** Has a daemon start nodes of a dataflow; completes when it has begun. */
  static CompletableFuture<Void> begin(ConnectedDaemon daemon, Spawn spawn) {
    return daemon.order(
        new DaemonCommand.SpawnNodes(spawn),
        reply ->
            reply instanceof DaemonCommandReply.TriggerSpawnResult(var outcome) ? outcome : null);
  }

  /** Waits for all, also after one has failed; then fails as the first of them. */
  static CompletableFuture<Void> all(List<CompletableFuture<?>> parts) {
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<UUID> completed(DataflowRun run) {
    return CompletableFuture.completedFuture(run.id());
  }

  /** What a daemon may have begun that is not connected is stopped when it comes back. */
  private CompletableFuture<UUID> undo(DataflowRun run, Throwable failure) {
    String reason = Failures.messageOf(failure);
    CompletableFuture<?> undone;
    if (run.hasEnded()) {
      undone = run.ended();
    } else if (run.daemons().stream().allMatch(id -> context.daemons().find(id).isPresent())) {
      LOG.warn("dataflow {} was not started: {}", run, reason);
      kill(dataflows, run);
      run.failToStart(reason);
      dataflows.forget(run);
      undone = dataflows.records().delete(run.id());
    } else {
      fail(dataflows, run, null, reason);
      undone = run.ended();
    }
    return undone.handleAsync(
        (_, _) -> {
          throw new RefusedException(reason);
        },
        context.continuing());
  }

  private static void kill(Dataflows dataflows, DataflowRun run) {
    dataflows.tell(run, new DaemonCommand.StopDataflow(run.id(), null, true));
  }

  private void giveUp(DataflowRun run) {
    if (run.phase() instanceof Phase.Starting) {
      int silent = run.parts().unspawned();
      int stopped = run.daemons().size() - silent;
      fail(
          dataflows,
          run,
          null,
          "spawn timed out after %ds; %d daemon(s) never reported spawn_result; rolled back %d"
                  .formatted(context.spawnLimit().toSeconds(), silent, stopped)
              + " previously-started daemon(s)");
    }
  }

  /**
   * A dataflow could not be started; what has started is killed.
   *
   * @param daemon that failed, null if none has said anything
   */
  static void fail(Dataflows dataflows, DataflowRun run, @Nullable DaemonId daemon, String reason) {
    Context context = dataflows.context();
    LOG.warn("dataflow {} was not started: {}", run, reason);
    kill(dataflows, run);
    run.logs()
        .publish(LogMessage.of(LogLevel.ERROR, "coordinator", reason, context.time().instant()));
    String said =
        daemon == null ? reason : "spawn failed on daemon `%s`: %s".formatted(daemon, reason);
    var error =
        new NodeError(
            context.clock().now(),
            new NodeErrorCause.FailedToSpawn(said),
            new NodeExitStatus.Unknown());
    SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    run.launch()
        .descriptor()
        .nodes()
        .forEach(node -> results.put(node.id(), Outcome.failed(error)));
    run.addResults(results);
    run.failToStart(reason);
    dataflows.giveUp(run);
  }
}
