package org.dora.coordinator.dataflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.schedule.Deadlines;
import org.dora.coordinator.store.Launch;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.SavedNodes;
import org.dora.coordinator.store.SavedState;
import org.dora.coordinator.store.StopOrder;
import org.jspecify.annotations.Nullable;

/** One dataflow, from its start to its end and beyond. Confined to the conductor. */
final class DataflowRun {
  private final UUID id;
  private final String name;
  private final Instant created;
  private final LogFeed logs = new LogFeed();
  private final NodeTable nodes;
  private final Parts parts = new Parts();
  private final ParameterLog changes = new ParameterLog();
  private final SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
  private final CompletableFuture<Void> spawned = new CompletableFuture<>();
  private final CompletableFuture<DataflowResult> ended = new CompletableFuture<>();
  private final List<NodeId> exitedBeforeSubscribe = new ArrayList<>();
  private Launch launch;
  private Phase phase = new Phase.Starting();
  private SavedState state = SavedState.PENDING;
  private boolean isReady;
  private @Nullable CompletableFuture<UUID> restart;

  /** Until its processes have started, or until its daemons have come back. */
  private Deadlines.@Nullable Deadline limit;

  private DataflowRun(
      UUID id, String name, Launch launch, SortedMap<NodeId, DaemonId> places, Instant created) {
    this.id = id;
    this.created = created;
    this.name = name;
    this.launch = launch;
    this.nodes = new NodeTable(places);
  }

  /** A dataflow that is to be started. */
  static DataflowRun fresh(
      UUID id, String name, Launch launch, SortedMap<NodeId, DaemonId> places, Instant created) {
    DataflowRun run = new DataflowRun(id, name, launch, places, created);
    run.nodes.daemons().forEach(daemon -> run.parts.add(new Part(daemon)));
    return run;
  }

  /** A dataflow as an earlier coordinator has left it: ended, or with daemons to be found. */
  static DataflowRun restored(SavedDataflow saved) {
    SavedNodes nodes = saved.nodes();
    DataflowRun run =
        new DataflowRun(saved.id(), saved.name(), saved.launch(), nodes.places(), saved.created());
    nodes.stopped().forEach(run.nodes::stop);
    run.exitedBeforeSubscribe.addAll(nodes.exitedEarly());
    run.results.putAll(nodes.results());
    run.isReady = saved.isReady();
    run.state = saved.state();
    if (saved.ended() != null) {
      run.end(saved.ended());
      run.tellEnd();
      return run;
    }
    nodes
        .places()
        .forEach((node, daemon) -> {
          if (!nodes.results().containsKey(node) && run.parts.of(daemon) == null) {
            run.parts.add(Part.unknown(daemon));
          }
        });
    run.phase = saved.stop() == null ? new Phase.Recovering() : new Phase.Stopping(saved.stop());
    run.spawned.complete(null);
    return run;
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  Launch launch() {
    return launch;
  }

  void changeTo(Launch changed) {
    launch = changed;
  }

  NodeTable nodes() {
    return nodes;
  }

  LogFeed logs() {
    return logs;
  }

  /** Returns what has changed since daemons were last told all. */
  ParameterLog changes() {
    return changes;
  }

  Phase phase() {
    return phase;
  }

  Parts parts() {
    return parts;
  }

  /** Returns the daemons on which nodes of it still run, or should. */
  SortedSet<DaemonId> daemons() {
    return parts.daemons();
  }

  /** A node of it was added on a daemon. */
  void runsOn(DaemonId daemon) {
    if (parts.of(daemon) == null) {
      Part part = new Part(daemon);
      part.begun();
      part.spawned();
      part.ready();
      parts.add(part);
    }
  }

  /** Completes when all processes were started; fails if they could not be. */
  CompletableFuture<Void> spawned() {
    return spawned;
  }

  /** Completes when it has ended, however it did. */
  CompletableFuture<DataflowResult> ended() {
    return ended;
  }

  boolean hasEnded() {
    return phase instanceof Phase.Ended;
  }

  /** Sets a limit in place of the one before. */
  void limitBy(Deadlines.Deadline next) {
    endLimit();
    limit = next;
  }

  void endLimit() {
    if (limit != null) {
      limit.cancel();
      limit = null;
    }
  }

  /** A daemon has started its processes; returns whether it was the last one. */
  boolean spawnedOn(DaemonId daemon) {
    Part part = parts.of(daemon);
    if (part == null || !(phase instanceof Phase.Starting)) {
      return false;
    }
    part.spawned();
    if (parts.unspawned() > 0) {
      return false;
    }
    phase = new Phase.Running();
    endLimit();
    spawned.complete(null);
    return true;
  }

  /** A daemon's nodes are ready, or gone. */
  void readyOn(DaemonId daemon, List<NodeId> exited) {
    Part part = parts.of(daemon);
    if (part != null) {
      exitedBeforeSubscribe.addAll(exited);
      part.ready();
    }
  }

  /** Whether its nodes wait for nothing but to be let go; those of one daemon never do. */
  boolean mayBegin() {
    return !isReady && nodes.daemons().size() > 1 && parts.areAllReady() && !parts.areAllAbsent();
  }

  List<NodeId> exitedBeforeSubscribe() {
    return List.copyOf(exitedBeforeSubscribe);
  }

  boolean isReady() {
    return isReady;
  }

  void letGo() {
    isReady = true;
  }

  void stopping(StopOrder order) {
    if (!hasEnded()) {
      phase = new Phase.Stopping(order);
    }
  }

  /** Returns what its daemons are told when it is to stop. */
  DaemonCommand stopCommand(StopOrder order) {
    return new DaemonCommand.StopDataflow(id, order.grace(), order.force());
  }

  void recovering() {
    phase = new Phase.Recovering();
  }

  void recovered() {
    phase = new Phase.Running();
  }

  /** A daemon has come back under another id. */
  void move(Part part, DaemonId successor) {
    nodes.move(part.daemon(), successor);
    parts.move(part, successor);
  }

  /** Returns which nodes a daemon is to start that has none of them any more. */
  SortedSet<NodeId> missingOn(DaemonId daemon) {
    SortedSet<NodeId> missing = new TreeSet<>(nodes.on(daemon));
    missing.removeAll(nodes.stopped());
    missing.removeAll(results.keySet());
    return missing;
  }

  /**
   * Returns what a daemon needs to start nodes. Others that it had are left out, since it would
   * take them for nodes of other machines.
   */
  Spawn spawn(DaemonId daemon, SortedSet<NodeId> wanted) {
    SortedSet<NodeId> over = new TreeSet<>(nodes.on(daemon));
    over.removeAll(wanted);
    Descriptor all = launch.descriptor();
    Descriptor descriptor =
        all.withNodes(all.nodes().stream().filter(it -> !over.contains(it.id())).toList());
    return new Spawn(
        launch.buildId(),
        launch.sessionId(),
        id,
        launch.localWorkingDir(),
        ResolvedDataflow.of(descriptor).nodes(),
        descriptor,
        wanted,
        launch.uv(),
        launch.writeEventsTo(),
        null);
  }

  /** All nodes of a daemon have ended; returns whether nothing of the dataflow runs any more. */
  boolean finishedOn(DaemonId daemon, DaemonDataflowResult result) {
    results.putAll(result.nodeResults());
    parts.remove(daemon);
    return parts.isEmpty();
  }

  /** Gives nodes that nobody has reported a result. */
  void addResults(SortedMap<NodeId, Outcome<NodeError>> more) {
    more.forEach(results::putIfAbsent);
  }

  /** The dataflow is over. {@link #tellEnd} tells those who wait for it. */
  void end(HlcTimestamp time) {
    DataflowResult result = new DataflowResult(id, time, new TreeMap<>(results));
    phase =
        new Phase.Ended(result, result.isOk() ? DataflowStatus.FINISHED : DataflowStatus.FAILED);
    parts.clear();
    logs.end();
    changes.forgetUpTo(changes.last());
    endLimit();
    spawned.completeExceptionally(new RefusedException(failureOfStart()));
  }

  /** Tells those who wait for the end. */
  void tellEnd() {
    if (phase instanceof Phase.Ended(DataflowResult result, _)) {
      ended.complete(result);
    }
  }

  boolean hasFailed() {
    return phase instanceof Phase.Ended(_, DataflowStatus status)
        && status == DataflowStatus.FAILED;
  }

  /** Tells those who wait for the processes that they could not be started. */
  void failToStart(String reason) {
    endLimit();
    spawned.completeExceptionally(new RefusedException(reason));
  }

  /** Notes that the dataflow is to run again. */
  CompletableFuture<UUID> beginRestart() {
    if (restart != null && !restart.isDone()) {
      throw new RefusedException(
          "dataflow `" + id + "` is already being restarted – wait for it to finish");
    }
    restart = new CompletableFuture<>();
    return restart;
  }

  /** The dataflow is not to run again; without effect if it was not to. */
  void cancelRestart(String reason) {
    if (restart != null) {
      restart.completeExceptionally(new RefusedException(reason));
    }
  }

  void savedAs(SavedState newState) {
    state = newState;
  }

  /** Returns what is to be kept of it now. */
  SavedDataflow toSave() {
    return new SavedDataflow(
        id,
        name,
        created,
        launch,
        new SavedNodes(
            nodes.places(), nodes.stopped(), new TreeMap<>(results), exitedBeforeSubscribe()),
        state,
        isReady,
        phase instanceof Phase.Stopping(StopOrder order) ? order : null,
        phase instanceof Phase.Ended(DataflowResult result, _) ? result.timestamp() : null);
  }

  private String failureOfStart() {
    List<String> failures = failures();
    return failures.isEmpty()
        ? "dataflow exited before spawn completed"
        : "dataflow failed to start:\n  " + String.join("\n  ", failures);
  }

  /** Returns which nodes have failed, and how. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    results.forEach((node, result) -> {
      if (result.error() != null) {
        failures.add(node + ": " + result.error().summary());
      }
    });
    return failures;
  }

  @Override
  public String toString() {
    return "[" + name + "] " + id;
  }

  DataflowEntry entry() {
    return new DataflowEntry(
        new DataflowRef(id, name),
        phase instanceof Phase.Ended(_, DataflowStatus status) ? status : DataflowStatus.RUNNING);
  }
}
