package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dora.common.control.ControlReply;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.LogFilter;
import org.dora.common.control.NodeInfo;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.log.LogMessage;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.SavedState;
import org.dora.coordinator.store.StopOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All dataflows, those that run and the last ones that have ended. Confined to the conductor. */
public final class Dataflows {
  private static final int ARCHIVED = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Dataflows.class);

  private final Context context;
  private final Records records;
  private final Builds builds;
  private final Recovery recovery;
  private final Topics topics;
  private final SortedMap<UUID, DataflowRun> running = new TreeMap<>();
  private final SequencedMap<UUID, DataflowRun> archived = new LinkedHashMap<>();

  /**
   * @param context what it works with
   */
  public Dataflows(Context context) {
    this.context = context;
    this.records = new Records(context);
    this.builds = new Builds(this, context.buildLimit());
    this.recovery = new Recovery(this);
    this.topics = new Topics(this);
  }

  /** Takes up what an earlier coordinator has left. */
  public void restore(Collection<SavedDataflow> saved) {
    for (SavedDataflow each : saved) {
      DataflowRun run = DataflowRun.restored(each);
      if (run.hasEnded()) {
        archive(run);
      } else {
        add(run);
        LOG.info("dataflow {} was running: its daemons are awaited", run);
        recovery.settle(run);
      }
    }
  }

  Context context() {
    return context;
  }

  /** Returns the builds on the same daemons. */
  public Builds builds() {
    return builds;
  }

  /** Returns who looks at outputs. */
  public Topics topics() {
    return topics;
  }

  Records records() {
    return records;
  }

  Recovery recovery() {
    return recovery;
  }

  /** Returns what runs, in no particular order. */
  Collection<DataflowRun> running() {
    return running.values();
  }

  /** Returns what has ended, oldest first. */
  SequencedCollection<DataflowRun> archived() {
    return archived.sequencedValues();
  }

  @Nullable DataflowRun findRunning(UUID id) {
    return running.get(id);
  }

  @Nullable DataflowRun findArchived(UUID id) {
    return archived.get(id);
  }

  /**
   * Returns a running dataflow.
   *
   * @throws RefusedException with {@code refusal} if it does not run
   */
  DataflowRun running(UUID id, String refusal) {
    DataflowRun run = running.get(id);
    if (run == null) {
      throw new RefusedException(refusal);
    }
    return run;
  }

  /**
   * Returns a daemon.
   *
   * @throws RefusedException if it is not connected
   */
  ConnectedDaemon connected(DaemonId id) {
    return context
        .daemons()
        .find(id)
        .orElseThrow(() -> new RefusedException("daemon `" + id + "` is not connected"));
  }

  boolean isNameTaken(String name) {
    return running.values().stream().anyMatch(run -> run.name().equals(name));
  }

  void add(DataflowRun run) {
    running.put(run.id(), run);
  }

  /** Nothing of a dataflow was begun: whoever waits for its end waits no longer. */
  void forget(DataflowRun run) {
    close(run);
    run.tellEnd();
  }

  /** Returns those that run by name, then those that have ended in the order of their ends. */
  public List<DataflowEntry> list() {
    Stream<DataflowRun> byName =
        running.values().stream()
            .sorted(Comparator.comparing(DataflowRun::name).thenComparing(DataflowRun::id));
    return Stream.concat(byName, archived.values().stream()).map(DataflowRun::entry).toList();
  }

  /** Returns the nodes of all dataflows that run. */
  public List<NodeInfo> nodes() {
    List<NodeInfo> infos = new ArrayList<>();
    running.values().forEach(run -> infos.addAll(run.nodes().infos(run.id(), run.name())));
    return infos;
  }

  /** Returns what placement has to know about the daemons that are connected. */
  List<Placement.Candidate> candidates() {
    Map<DaemonId, Integer> load = new HashMap<>();
    for (DataflowRun run : running.values()) {
      run.nodes().places().values().forEach(daemon -> load.merge(daemon, 1, Integer::sum));
    }
    return context.daemons().all().stream()
        .map(daemon ->
            new Placement.Candidate(
                daemon.id(), daemon.registration().labels(), load.getOrDefault(daemon.id(), 0)))
        .toList();
  }

  /**
   * Checks that somebody can follow the log of a dataflow.
   *
   * @throws RefusedException if nobody knows it
   */
  public void checkFollowable(UUID id) {
    if (!running.containsKey(id) && !archived.containsKey(id)) {
      throw new RefusedException("no running dataflow with id " + id);
    }
  }

  /** Lets somebody follow the log of a dataflow; one that has ended says nothing any more. */
  public void follow(UUID id, LogFilter filter, LogSubscriber subscriber) {
    DataflowRun run = running.get(id);
    if (run != null) {
      run.logs().follow(subscriber, filter);
    }
  }

  /** Returns whether a dataflow runs; of one that nobody knows, that it has ended well. */
  public ControlReply check(UUID id) {
    if (running.containsKey(id)) {
      return new ControlReply.DataflowSpawned(id);
    }
    DataflowRun run = archived.get(id);
    DataflowResult result =
        run != null && run.phase() instanceof Phase.Ended(DataflowResult known, _)
            ? known
            : new DataflowResult(id, context.clock().now(), new TreeMap<>());
    return new ControlReply.DataflowStopped(id, result);
  }

  /** Returns a dataflow's descriptor as it runs now, or ran at its end: logs ask for its nodes. */
  public ControlReply info(UUID id) {
    DataflowRun ended = archived.get(id);
    DataflowRun run =
        ended != null ? ended : running(id, "No running dataflow with uuid `" + id + "`");
    return new ControlReply.DataflowInfo(id, run.name(), run.launch().descriptor());
  }

  /** Forgets what has ended. */
  public CompletableFuture<ControlReply> clean() {
    List<DataflowEntry> cleaned = archived.values().stream().map(DataflowRun::entry).toList();
    List<CompletableFuture<?>> deleted = new ArrayList<>();
    archived.keySet().forEach(id -> deleted.add(context.store().delete(id)));
    archived.clear();
    return Starts.all(deleted).thenApply(_ -> new ControlReply.CleanResult(cleaned, List.of()));
  }

  /** Tells all dataflows to stop, as they do when everything is to end. */
  public void stopAll() {
    for (DataflowRun run : running.values()) {
      run.cancelRestart("everything ended before dataflow `" + run.id() + "` could be restarted");
      run.stopping(StopOrder.USUAL);
      records.save(run, SavedState.STOPPING);
      tell(run, run.stopCommand(StopOrder.USUAL));
    }
  }

  /** Tells those daemons of a dataflow that are connected something that they do not answer. */
  void tell(DataflowRun run, DaemonCommand command) {
    run.daemons().forEach(id -> context.daemons().find(id).ifPresent(it -> it.tell(command)));
  }

  /** Returns a future for when all processes of a dataflow were started. */
  public CompletableFuture<Void> spawned(UUID id) {
    DataflowRun run = running.getOrDefault(id, archived.get(id));
    if (run == null) {
      throw new RefusedException("unknown dataflow " + id);
    }
    return run.spawned();
  }

  /**
   * A daemon's nodes are ready or gone: all may begin, if those of the others are as well. Later it
   * is for this daemon only, whose nodes have come back (control-protocol.md, section 15).
   */
  void letGo(DataflowRun run, ConnectedDaemon daemon) {
    if (run.isReady()) {
      daemon.tell(ready(run));
    } else if (run.mayBegin()) {
      records.saveReady(run).thenRunAsync(() -> tell(run, ready(run)), context.conductor());
    }
  }

  private static DaemonCommand ready(DataflowRun run) {
    return new DaemonCommand.AllNodesReady(run.id(), run.exitedBeforeSubscribe());
  }

  /** Nothing of a dataflow runs any more. */
  void finish(DataflowRun run) {
    run.logs()
        .publish(
            LogMessage.of(
                LogLevel.INFO, "coordinator", "dataflow finished", context.time().instant()));
    end(run);
    if (run.hasFailed()) {
      LOG.warn("dataflow {} has failed: {}", run, String.join("; ", run.failures()));
    } else {
      LOG.info("dataflow {} has finished", run);
    }
    save(run, run.hasFailed() ? SavedState.FAILED : SavedState.SUCCEEDED);
  }

  /** A dataflow could not be started, or its daemons are lost; what is found of it is stopped. */
  void giveUp(DataflowRun run) {
    end(run);
    save(run, SavedState.GIVEN_UP);
  }

  private void end(DataflowRun run) {
    close(run);
    archive(run);
  }

  private void close(DataflowRun run) {
    run.end(context.clock().now());
    running.remove(run.id());
    topics.ended(run);
  }

  /** Those who wait for the end are told when it is kept. */
  private void save(DataflowRun run, SavedState state) {
    records.save(run, state).thenRunAsync(run::tellEnd, context.conductor());
  }

  private void archive(DataflowRun run) {
    archived.put(run.id(), run);
    if (archived.size() > ARCHIVED) {
      records.delete(archived.pollFirstEntry().getKey());
    }
  }
}
