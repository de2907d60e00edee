package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.DEBUG;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.dora.common.config.NodeConfig;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.dora.daemon.direct.PeeringPlan;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.metrics.OutputCounts;
import org.dora.daemon.spawn.DataflowContext;
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
     * @param port of the node, on which its readers reach it
     * @param processes the node and its readers, as far as they run
     */
    void lookAtLinks(NodeId node, OptionalInt port, List<Integer> processes);

    /**
     * Prepares a node that comes later; the dataflow hears of it by an event.
     *
     * @param change the number of the change in that event
     * @param context the dataflow with the node in it
     */
    void prepare(int change, DataflowContext context, NodeDescriptor node, NodeLog log);

    /** Returns who hears of starts and ends of nodes. */
    DataflowListener listener();

    /** The dataflow has ended; its listener is still to be told. */
    void finished(DataflowResult result);
  }

  /** How often nodes and inputs are looked at (daemon.md, section 10.2). */
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

  private final DataflowState state;
  private final MessageRouter router;
  private final StreamTails tails;
  private final NodeNotices notices;
  private final NodeLifecycle lifecycle;
  private final NodeRequestHandler requests;
  private final Startup startup;
  private final Finish finish;
  private final TopologyChanges topology;
  private final CommandHandler commands;
  private final Parameters parameters;
  private final InputTimeouts timeouts;
  private final HealthCheck health;
  private final FinishWatch finishWatch;
  private final Deadlines.Repeating checks;
  private final ExtensionTable extensions = new ExtensionTable();
  private final Surroundings surroundings;
  private final Timers timers;
  private final PrintedLines printed;

  /** Whether it was told that all processes were started. */
  private boolean spawned;

  /**
   * @param spec what to run
   * @param daemon the daemon it runs in
   * @param surroundings what it needs of that daemon
   */
  public Dataflow(DataflowSpec spec, DaemonContext daemon, Surroundings surroundings) {
    this.surroundings = surroundings;
    state = new DataflowState(spec, daemon, surroundings.listener());
    router = new MessageRouter(this::queueOf, daemon.deadlines(), state.faults, new Released());
    tails = new StreamTails(state.traffic, daemon.deadlines(), this::lookAtLinks);
    ClosingOutputs closing = new ClosingOutputs(state, tails);
    notices = new NodeNotices(state, closing);
    lifecycle = new NodeLifecycle(state, notices, closing, new Lives());
    timers = new Timers(state);
    StartBarrier barrier = new StartBarrier(state.nodes.ids(node -> !node.isDynamic()));
    startup = new Startup(state, lifecycle, barrier, timers);
    finish = new Finish(state, notices, lifecycle, startup, this::finished);
    timeouts = new InputTimeouts(state);
    requests =
        new NodeRequestHandler(
            state, router, closing, notices, extensions, timeouts, startup::subscribed);
    SingleNodes singleNodes = new SingleNodes(state, notices, lifecycle);
    topology = new TopologyChanges(state, lifecycle, closing, singleNodes, new Changes());
    parameters = new Parameters(state);
    LossyDelivery delivery = new LossyDelivery(state);
    commands = new CommandHandler(state, topology, singleNodes, parameters, barrier, delivery);
    health = new HealthCheck(state);
    finishWatch = new FinishWatch(state, notices);
    printed = new PrintedLines(state, delivery);
    Duration interval = checkInterval(spec);
    HoldUps holdUps = new HoldUps(interval, daemon.deadlines().now());
    checks = daemon.deadlines().every(interval, () -> check(daemon.deadlines().now(), holdUps));
  }

  private static Duration checkInterval(DataflowSpec spec) {
    Seconds interval = spec.descriptor().healthCheckInterval();
    return interval == null || interval.value() <= 0 ? CHECK_INTERVAL : interval.toDuration();
  }

  private void check(long now, HoldUps holdUps) {
    long heldUp = holdUps.at(now);
    health.check(now, heldUp);
    timeouts.check(now, heldUp);
    finishWatch.check();
  }

  private @Nullable NodeEventQueue queueOf(Reader reader) {
    DataflowNode node = state.find(reader.node());
    return node == null ? null : node.events();
  }

  private void lookAtLinks(NodeId producer) {
    SortedSet<NodeId> ends = new TreeSet<>(List.of(producer));
    for (DataId output : state.routes.readOutputsOf(producer)) {
      state.routes.readersOf(producer, output).forEach(reader -> ends.add(reader.node()));
    }
    surroundings.lookAtLinks(
        producer, state.context.peering().reservedPort(producer), state.processesOf(ends));
  }

  /** Returns where everything about one of the nodes is logged; for any thread. */
  public NodeLog logOf(NodeId node) {
    return state.get(node).log;
  }

  /**
   * Returns what a dynamic node is told that asks for its configuration.
   *
   * @return null if there is no such node here
   * @throws DynamicNodeException if it is none that may connect
   */
  public @Nullable NodeConfig dynamicConfig(NodeId id) {
    DataflowNode node = state.find(id);
    if (node == null) {
      return null;
    }
    if (!node.isDynamic()) {
      throw new DynamicNodeException(
          "node with ID `%s` in %s is not dynamic".formatted(id, state.id));
    }
    if (node.dynamic == null || state.stopping || node.stopRequested) {
      throw new DynamicNodeException(
          "node with ID `%s` in %s is not available: the dataflow is %s"
              .formatted(id, state.id, node.dynamic == null ? "starting" : "stopping"));
    }
    return node.dynamic.config();
  }

  /** Returns which nodes dial which at present. */
  public PeeringPlan peering() {
    return state.context.peering();
  }

  /** Returns how often faults were met and mended so far. */
  public FaultCounts faults() {
    return state.faults.counts();
  }

  /** Returns which way the messages of each output went so far. */
  public SortedMap<NodeId, SortedMap<DataId, OutputCounts>> traffic() {
    return state.traffic.counts();
  }

  /** Returns how the nodes are that have started, in the order of ids. */
  public List<NodeSnapshot> nodes() {
    return NodeSnapshots.of(state.nodes, traffic());
  }

  /** Returns the parameters that were set for a node, by key. */
  public SortedMap<String, Bytes> parametersOf(NodeId node) {
    return parameters.of(node);
  }

  /** Does what is asked of it; the result may come later. */
  public void command(DataflowCommand command, CompletableFuture<Void> result) {
    commands.handle(command, result);
  }

  /**
   * Does what was missed, in order, up to the first that cannot be done.
   *
   * @return the sequence number of the last that was done; 0 if none was
   */
  public long catchUp(List<MissedCommand> missed) {
    return commands.catchUp(missed);
  }

  /** Takes in what happened elsewhere. */
  public void handle(DataflowEvent event) {
    switch (event) {
      case DataflowEvent.Prepared(var preparations) -> {
        startup.prepared(preparations);
        finish.ifDone();
        tellIfSpawned();
      }
      case DataflowEvent.NodePrepared(var change, var preparation) ->
          topology.prepared(change, preparation);
      case DataflowEvent.NodeStarted(var generation, var process) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null) {
          incarnation.process = process;
          incarnation.node.log.message(DEBUG, "spawner", "spawned node with pid " + process.pid());
          topology.started(incarnation);
          incarnation.killIfLate();
          tellIfSpawned();
        }
      }
      case DataflowEvent.NodeStartFailed(var generation, var reason) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null && !topology.startFailed(incarnation, reason)) {
          lifecycle.startFailed(incarnation, reason);
          tellIfSpawned();
        }
      }
      case DataflowEvent.Printed(var parcel) -> printed.deliver(parcel);
      case DataflowEvent.LinksSeen(var node, var links) -> tails.seen(node, links);
      case DataflowEvent.NodeExited(var generation, var exit) -> {
        Incarnation incarnation = state.incarnation(generation);
        if (incarnation != null) {
          lifecycle.exited(incarnation, exit);
        }
      }
    }
  }

  private void tellIfSpawned() {
    if (!spawned && state.prepared && !state.stopping && !state.finished && !isStarting()) {
      spawned = true;
      surroundings.listener().spawned();
    }
  }

  private boolean isStarting() {
    return state.staticNodes().stream()
        .map(DataflowNode::incarnation)
        .anyMatch(incarnation -> incarnation != null && incarnation.process == null);
  }

  /** Handles what a node asks. */
  public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
    requests.handle(from, request);
  }

  /** A connection has ended. */
  public void disconnected(NodeConnection connection) {
    if (connection.owner() instanceof Incarnation incarnation) {
      incarnation.disconnected(connection, state.deadlines().now());
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
      startup.gone(incarnation);
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
        startup.ended(node);
        surroundings.listener().nodeEnded(node.id(), endedCleanly(node));
      }
      finish.ifDone();
    }

    @Override
    public void departed(DataflowNode node) {
      node.closeListener();
      node.log.finished();
      state.nodes.forget(node);
      finish.ifDone();
    }
  }

  private static boolean endedCleanly(DataflowNode node) {
    return node.stopRequested
        || (node.state instanceof NodeState.Ended(NodeResult result) && result.failure() == null);
  }

  /** Does what follows from changes of the graph. */
  private final class Changes implements TopologyChanges.Surroundings {
    @Override
    public void prepare(int change, DataflowContext context, DataflowNode node) {
      surroundings.prepare(change, context, node.descriptor, node.log);
    }

    @Override
    public void removed(DataflowNode node) {
      notices.extensionsDropped(extensions.dropAllOf(node.id()));
      parameters.forget(node.id());
      startup.removed(node);
      router.retry();
    }

    @Override
    public void edgesChanged() {
      timers.update();
      finish.ifDone();
    }
  }

  private void finished(DataflowResult result) {
    timers.stop();
    checks.cancel();
    surroundings.finished(result);
  }

  /**
   * Tells all nodes to stop, and those that do not within {@code grace} by signals; has no effect
   * when it was done before.
   */
  public void stop(Duration grace) {
    finish.stop(grace);
    tails.release();
  }

  /** Kills all processes at once. */
  public void kill() {
    finish.kill();
    tails.release();
  }

  /** Ends connections on which a started message does not become complete. */
  public void sweep() {
    state.nodes.forEach(DataflowNode::closeStalledConnections);
  }
}
