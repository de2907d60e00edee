package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.DEBUG;
import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.dora.daemon.log.LogWriter;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.schedule.Deadlines;
import org.jspecify.annotations.Nullable;

/**
 * A running dataflow from its nodes' preparation to its result.
 *
 * <p>Preparing: nodes are made ready elsewhere. Starting: processes run, the barrier is closed.
 * Running: the barrier is open, timers tick. Finished: no process is left. A stop may come at any
 * time.
 */
public final class Dataflow {

  /** What a dataflow needs of the daemon around it. */
  public interface Surroundings {
    /**
     * Starts a node's process; the dataflow hears of it by events.
     *
     * @param generation the name of this life in those events
     */
    void start(NodeId node, int generation, NodeLog log, NodePreparation.Ready ready);

    /**
     * Looks at a node's links to its readers; the dataflow hears of it by an event.
     *
     * @param processes the node and its readers, as far as they run
     */
    void lookAtLinks(NodeId node, List<Integer> processes);

    /** The dataflow has ended. */
    void finished(DataflowResult result);
  }

  /** How often nodes and inputs are looked at (daemon.md, section 10.2). */
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private final DataflowState state;
  private final StartBarrier barrier;
  private final MessageRouter router;
  private final StreamTails tails;
  private final ClosingOutputs closing;
  private final NodeNotices notices;
  private final NodeLifecycle lifecycle;
  private final NodeRequestHandler requests;
  private final InputTimeouts timeouts;
  private final HealthCheck health;
  private final FinishWatch finishWatch;
  private final Deadlines.Repeating checks;
  private final ExtensionTable extensions = new ExtensionTable();
  private final LogWriter log;
  private final Surroundings surroundings;
  private final Timers timers;

  /**
   * @param spec what to run
   * @param daemon the daemon it runs in
   * @param surroundings what it needs of that daemon
   */
  public Dataflow(DataflowSpec spec, DaemonContext daemon, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.log = daemon.log();
    state = new DataflowState(spec, daemon);
    barrier = new StartBarrier(state.nodes.ids(node -> !node.isDynamic()));
    router = new MessageRouter(this::queueOf, daemon.deadlines(), state.faults, new Released());
    tails = new StreamTails(state.traffic, daemon.deadlines(), this::lookAtLinks);
    closing = new ClosingOutputs(state, tails);
    notices = new NodeNotices(state, closing);
    lifecycle = new NodeLifecycle(state, notices, closing, new Lives());
    timeouts = new InputTimeouts(state);
    requests =
        new NodeRequestHandler(
            state, router, closing, notices, extensions, timeouts, this::subscribed);
    health = new HealthCheck(state);
    finishWatch = new FinishWatch(state, notices);
    timers = new Timers(state);
    checks = daemon.deadlines().every(checkInterval(spec), this::check);
  }

  private static Duration checkInterval(DataflowSpec spec) {
    Seconds interval = spec.descriptor().healthCheckInterval();
    return interval == null || interval.value() <= 0 ? CHECK_INTERVAL : interval.toDuration();
  }

  private void check() {
    health.check();
    timeouts.check();
    finishWatch.check();
  }

  private @Nullable NodeEventQueue queueOf(Reader reader) {
    DataflowNode node = state.find(reader.node());
    return node == null ? null : node.events();
  }

  private void lookAtLinks(NodeId producer) {
    SortedSet<NodeId> ends = new TreeSet<>(Set.of(producer));
    for (DataId output : state.routes.readOutputsOf(producer)) {
      state.routes.readersOf(producer, output).forEach(reader -> ends.add(reader.node()));
    }
    List<Integer> processes = new ArrayList<>();
    for (NodeId end : ends) {
      DataflowNode node = state.find(end);
      Incarnation incarnation = node == null ? null : node.incarnation();
      if (incarnation != null && incarnation.process != null) {
        processes.add(incarnation.process.pid());
      }
    }
    surroundings.lookAtLinks(producer, processes);
  }

  /** Returns where everything about one of the nodes is logged; for any thread. */
  public NodeLog logOf(NodeId node) {
    return node(node).log;
  }

  /** Returns how often faults were met and mended so far. */
  public FaultCounts faults() {
    return state.faults.counts();
  }

  /** Returns which way the messages of each output went so far. */
  public SortedMap<NodeId, SortedMap<DataId, OutputCounts>> traffic() {
    return state.traffic.counts();
  }

  /** Takes in what happened elsewhere. */
  public void handle(DataflowEvent event) {
    switch (event) {
      case DataflowEvent.Prepared(var preparations) -> startAll(preparations);
      case DataflowEvent.NodeStarted(var generation, var process) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null) {
          incarnation.process = process;
          incarnation.node.log.message(DEBUG, "spawner", "spawned node with pid " + process.pid());
        }
      }
      case DataflowEvent.NodeStartFailed(var generation, var reason) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null) {
          lifecycle.startFailed(incarnation, reason);
        }
      }
      case DataflowEvent.LinksSeen(var node, var links) -> tails.seen(node, links);
      case DataflowEvent.NodeExited(var generation, var exit) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null) {
          lifecycle.exited(incarnation, exit);
        }
      }
    }
  }

  private void startAll(SortedMap<NodeId, NodePreparation> preparations) {
    preparations.forEach((node, preparation) -> {
      if (preparation instanceof NodePreparation.Ready ready) {
        node(node).ready = ready;
      }
    });
    Optional<NodeId> culprit =
        preparations.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof NodePreparation.Failed)
            .map(Map.Entry::getKey)
            .findFirst();
    if (culprit.isPresent()) {
      refuseAll(preparations, culprit.get());
    } else if (state.stopping) {
      state.nodes.forEach(node -> lifecycle.end(node, null));
    } else {
      log.message(state.id, INFO, "dora daemon", "finished building nodes, spawning...");
      preparations.keySet().forEach(node -> lifecycle.start(node(node)));
      finishIfDone();
    }
  }

  private void refuseAll(SortedMap<NodeId, NodePreparation> preparations, NodeId culprit) {
    preparations.forEach((node, preparation) ->
        lifecycle.end(
            node(node),
            switch (preparation) {
              case NodePreparation.Failed(var reason) ->
                  NodeFailures.toSpawn("preparing for spawn failed: " + reason);
              case NodePreparation.Ready _ ->
                  new NodeFailure(new NodeFailure.Cascading(culprit), new ExitStatus.Unknown());
            }));
  }

  /** Handles what a node asks. */
  public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
    requests.handle(from, request);
  }

  /** A connection has ended. */
  public void disconnected(NodeConnection connection) {
    if (connection.owner() instanceof Incarnation incarnation) {
      incarnation.connections.remove(connection);
      lifecycle.complete(incarnation);
    }
  }

  /** Some node's queue has room again. */
  public void hasRoom() {
    router.retry();
  }

  /** Goes on where a held message had stopped its producer. */
  private final class Released implements MessageRouter.Resume {
    @Override
    public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
      requests.handle(from, request);
    }

    @Override
    public void released(NodeConnection producer) {
      if (producer.owner() instanceof Incarnation incarnation) {
        lifecycle.complete(incarnation);
      }
    }
  }

  /** Does what follows from nodes' starts and ends. */
  private final class Lives implements NodeLifecycle.Watcher {
    @Override
    public void start(Incarnation incarnation) {
      DataflowNode node = incarnation.node;
      surroundings.start(
          node.id(), incarnation.generation, node.log, Objects.requireNonNull(node.ready));
    }

    @Override
    public void gone(Incarnation incarnation) {
      if (incarnation.isCurrent()) {
        barrier.abandoned(incarnation.node.id());
      }
      router.retry();
    }

    @Override
    public boolean holdsMessagesOf(Incarnation incarnation) {
      return router.holdsMessagesOf(incarnation);
    }

    @Override
    public void exited(DataflowNode node) {
      notices.extensionsDropped(extensions.dropAllOf(node.id()));
      router.retry();
      if (node.hasEnded()) {
        if (barrier.exited(node.id())) {
          node.log.message(
              WARN, "daemon::pending", "node exited before initializing dora connection");
        }
        openBarrierIfComplete("startup barrier completed by a node exit, starting dataflow");
        finishIfDone();
      }
    }

    @Override
    public void departed(DataflowNode node) {
      node.closeListener();
      node.log.finished();
      state.nodes.forget(node);
      finishIfDone();
    }
  }

  private boolean subscribed(DataflowNode node, NodeConnection from) {
    if (!barrier.ready(node.id(), from)) {
      return false;
    }
    node.log.message(INFO, "daemon", "node is ready");
    openBarrierIfComplete("all nodes are ready, starting dataflow");
    return true;
  }

  private void openBarrierIfComplete(String message) {
    if (barrier.isOpen() || !barrier.isComplete()) {
      return;
    }
    barrier
        .culprit()
        .ifPresent(culprit ->
            barrier
                .waitingNodes()
                .forEach(waiting -> {
                  Incarnation incarnation = node(waiting).incarnation();
                  if (incarnation != null) {
                    incarnation.cascadingFrom = culprit;
                  }
                }));
    log.message(state.id, INFO, "daemon", message);
    barrier.release(state.id.toString());
    timers.start();
  }

  private void finishIfDone() {
    if (state.finished
        || state.nodes.all().stream().anyMatch(node -> !node.isDynamic() && !node.hasEnded())
        || !state.nodes.others().isEmpty()) {
      return;
    }
    state.finished = true;
    timers.stop();
    checks.cancel();
    log.message(
        state.id, INFO, "daemon", "dataflow finished on machine `" + state.daemon.id() + "`");
    SortedMap<NodeId, NodeResult> results = new TreeMap<>();
    state.nodes.forEach(node -> {
      if (node.state instanceof NodeState.Ended(NodeResult result)) {
        results.put(node.id(), result);
      }
      node.closeListener();
    });
    surroundings.finished(new DataflowResult(state.id, results, traffic()));
  }

  /**
   * Tells all nodes to stop, and those that do not within {@code grace} by signals; has no effect
   * when it was done before.
   */
  public void stop(Duration grace) {
    if (state.stopping || state.finished) {
      return;
    }
    state.stopping = true;
    List<Incarnation> running = new ArrayList<>();
    for (DataflowNode node : state.nodes) {
      node.stopRequested = true;
      Incarnation incarnation = node.incarnation();
      if (incarnation != null) {
        notices.stop(incarnation);
        running.add(incarnation);
      }
    }
    tails.release();
    barrier.dissolve();
    StopLadder.raise(state.deadlines(), running, grace);
    state.nodes.forEach(lifecycle::cancelRestart);
  }

  /** Ends connections on which a started message does not become complete. */
  public void sweep() {
    state.nodes.forEach(DataflowNode::closeStalledConnections);
  }

  private DataflowNode node(NodeId id) {
    return Objects.requireNonNull(state.find(id), () -> "no node `" + id + "` in this dataflow");
  }
}
