package org.dora.coordinator.dataflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.schedule.Deadlines;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.store.Launch;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.SavedState;
import org.jspecify.annotations.Nullable;

/** One dataflow, from its start to its end and beyond. Confined to the conductor. */
final class DataflowRun {
  private final UUID id;
  private final String name;
  private final LogFeed logs = new LogFeed();
  private final NodeTable nodes;
  private final SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
  private final CompletableFuture<Void> spawned = new CompletableFuture<>();
  private final CompletableFuture<DataflowResult> ended = new CompletableFuture<>();
  private final Set<DaemonId> notReady;
  private final List<NodeId> exitedBeforeSubscribe = new ArrayList<>();
  private final SortedSet<DaemonId> daemons = new TreeSet<>(Placement.ORDER);
  private final Instant created;
  private Launch launch;
  private Phase phase;
  private SavedState state = SavedState.PENDING;
  private boolean isReady;
  private @Nullable CompletableFuture<UUID> restart;
  private Deadlines.@Nullable Deadline spawnLimit;

  DataflowRun(
      UUID id, String name, Launch launch, SortedMap<NodeId, DaemonId> places, Instant created) {
    this.id = id;
    this.created = created;
    this.name = name;
    this.launch = launch;
    this.nodes = new NodeTable(places);
    this.daemons.addAll(places.values());
    this.notReady = new HashSet<>(daemons);
    this.phase = new Phase.Starting(new HashSet<>(daemons));
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

  Phase phase() {
    return phase;
  }

  /** Returns the daemons on which nodes of it still run. */
  SortedSet<DaemonId> daemons() {
    return Collections.unmodifiableSortedSet(daemons);
  }

  /** A node of it was added on a daemon. */
  void runsOn(DaemonId daemon) {
    daemons.add(daemon);
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

  void limitSpawn(Deadlines.Deadline limit) {
    spawnLimit = limit;
  }

  /** A daemon has started its processes; returns whether it was the last one. */
  boolean spawnedOn(DaemonId daemon) {
    if (phase instanceof Phase.Starting(Set<DaemonId> awaited)
        && awaited.remove(daemon)
        && awaited.isEmpty()) {
      phase = new Phase.Running();
      endSpawn();
      spawned.complete(null);
      return true;
    }
    return false;
  }

  /** Returns who has not said yet that it started its processes. */
  int awaitedSpawns() {
    return phase instanceof Phase.Starting(Set<DaemonId> awaited) ? awaited.size() : 0;
  }

  private void endSpawn() {
    if (spawnLimit != null) {
      spawnLimit.cancel();
    }
  }

  /** A daemon's nodes are ready; returns whether those of all are. */
  boolean readyOn(DaemonId daemon, List<NodeId> exited) {
    exitedBeforeSubscribe.addAll(exited);
    return notReady.remove(daemon) && notReady.isEmpty();
  }

  List<NodeId> exitedBeforeSubscribe() {
    return List.copyOf(exitedBeforeSubscribe);
  }

  void stopping() {
    if (!hasEnded()) {
      phase = new Phase.Stopping();
    }
  }

  /** All nodes of a daemon have ended; returns whether nothing of the dataflow runs any more. */
  boolean finishedOn(DaemonId daemon, DaemonDataflowResult result) {
    results.putAll(result.nodeResults());
    daemons.remove(daemon);
    notReady.remove(daemon);
    return daemons.isEmpty();
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
    daemons.clear();
    endSpawn();
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
    endSpawn();
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

  void letGo() {
    isReady = true;
  }

  /** Returns what is to be kept of it now. */
  SavedDataflow toSave() {
    return new SavedDataflow(
        id,
        name,
        launch,
        nodes.places(),
        state,
        isReady,
        phase instanceof Phase.Ended(DataflowResult result, _) ? result : null,
        created);
  }

  private String failureOfStart() {
    String failures =
        results.entrySet().stream()
            .filter(entry -> entry.getValue().error() != null)
            .map(entry -> "\n  " + entry.getKey() + ": " + entry.getValue().error())
            .collect(Collectors.joining());
    return failures.isEmpty()
        ? "dataflow exited before spawn completed"
        : "dataflow failed to start:" + failures;
  }

  DataflowEntry entry() {
    return new DataflowEntry(
        new DataflowRef(id, name),
        phase instanceof Phase.Ended(_, DataflowStatus status) ? status : DataflowStatus.RUNNING);
  }
}
