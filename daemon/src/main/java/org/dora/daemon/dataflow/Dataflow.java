package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.DEBUG;
import static org.dora.common.descriptor.LogLevel.ERROR;
import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeRequests;
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
    /** Starts a node's process; the dataflow hears of it by events. */
    void start(NodeId node, NodeLog log, NodePreparation.Ready ready);

    /** Looks at a node's links to its readers; the dataflow hears of it by an event. */
    void lookAtLinks(NodeId node);

    /** The dataflow has ended. */
    void finished(DataflowResult result);
  }

  /** How long the end of a process waits for the end of its connections. */
  private static final Duration CONNECTIONS_LIMIT = Duration.ofSeconds(1);

  private final UUID id;
  private final UUID daemonId;
  private final boolean timersKeepAlive;
  private final Nodes nodes;
  private final Routes routes;
  private final StartBarrier barrier;
  private final MessageRouter router;
  private final OutputTraffic traffic = new OutputTraffic();
  private final StreamTails tails;
  private final NodeNotices notices;
  private final ExtensionTable extensions = new ExtensionTable();
  private final Deadlines deadlines;
  private final LogWriter log;
  private final Surroundings surroundings;
  private final Timers timers;
  private final HybridLogicalClock clock;
  private final NodeRequests conductor;
  private @Nullable StopLadder ladder;
  private boolean stopping;
  private boolean finished;

  /**
   * @param spec what to run
   * @param daemon the daemon it runs in
   * @param surroundings what it needs of that daemon
   */
  public Dataflow(DataflowSpec spec, DaemonContext daemon, Surroundings surroundings) {
    this.id = spec.id();
    this.daemonId = daemon.id();
    this.clock = daemon.clock();
    this.deadlines = daemon.deadlines();
    this.conductor = daemon.conductor();
    this.surroundings = surroundings;
    this.log = daemon.log();
    timersKeepAlive = !Boolean.TRUE.equals(spec.descriptor().exitWhenNodesFinish());
    nodes = new Nodes(spec, log);
    routes = Routes.of(spec.descriptor());
    barrier = new StartBarrier(nodes.ids());
    router = new MessageRouter(reader -> node(reader.node()).events, deadlines, new Released());
    tails = new StreamTails(traffic, deadlines, surroundings::lookAtLinks);
    notices = new NodeNotices(nodes, routes, tails, clock, timersKeepAlive);
    timers = new Timers(routes, deadlines, clock, nodes);
  }

  /** Returns where everything about one of the nodes is logged; for any thread. */
  public NodeLog logOf(NodeId node) {
    return node(node).log;
  }

  /** Takes in what happened elsewhere. */
  public void handle(DataflowEvent event) {
    switch (event) {
      case DataflowEvent.Prepared(var preparations) -> startAll(preparations);
      case DataflowEvent.NodeStarted(var node, var process) -> {
        node(node).process = process;
        node(node).log.message(DEBUG, "spawner", "spawned node with pid " + process.pid());
      }
      case DataflowEvent.NodeStartFailed(var node, var reason) ->
          end(node(node), failedToSpawn("spawn failed: " + reason));
      case DataflowEvent.LinksSeen(var node, var state) -> tails.seen(node, state);
      case DataflowEvent.NodeExited(var node, var exit) -> {
        node(node).exit = exit;
        deadlines.after(
            CONNECTIONS_LIMIT,
            () -> {
              node(node).connections.clear();
              completeExit(node(node));
            });
        completeExit(node(node));
      }
    }
  }

  private void startAll(SortedMap<NodeId, NodePreparation> preparations) {
    preparations.forEach((node, preparation) -> {
      if (preparation instanceof NodePreparation.Ready ready) {
        node(node).listener = ready.listener();
      }
    });
    Optional<NodeId> culprit =
        preparations.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof NodePreparation.Failed)
            .map(Map.Entry::getKey)
            .findFirst();
    if (culprit.isPresent()) {
      refuseAll(preparations, culprit.get());
    } else if (stopping) {
      nodes.forEach(node -> end(node, null));
    } else {
      log.message(id, INFO, "dora daemon", "finished building nodes, spawning...");
      preparations.forEach((node, preparation) ->
          surroundings.start(node, logOf(node), (NodePreparation.Ready) preparation));
      finishIfDone();
    }
  }

  private void refuseAll(SortedMap<NodeId, NodePreparation> preparations, NodeId culprit) {
    preparations.forEach((node, preparation) ->
        end(
            node(node),
            switch (preparation) {
              case NodePreparation.Failed(var reason) ->
                  failedToSpawn("preparing for spawn failed: " + reason);
              case NodePreparation.Ready _ ->
                  new NodeFailure(new NodeFailure.Cascading(culprit), new ExitStatus.Unknown());
            }));
  }

  /** Handles what a node asks. */
  public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
    clock.observe(request.timestamp());
    if (router.defer(from, request)) {
      return;
    }
    DataflowNode node = node(from.listener().node());
    switch (request.inner()) {
      case DaemonRequest.Register register -> register(node, from, register);
      case DaemonRequest.Subscribe _ -> subscribe(node, from);
      case DaemonRequest.SendMessage message -> send(node, from, message);
      // Data that went past us: nothing to deliver (node-protocol.md, section 10.3).
      case DaemonRequest.OutputSent(var output, var _) ->
          traffic.direct(node.id(), output, deadlines.now());
      case DaemonRequest.CloseOutputs(var outputs) -> {
        outputs.forEach(output -> notices.closeOutput(node, output));
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.OutputsDone _ -> {
        notices.closeAllOutputs(node);
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.EventStreamDropped _ -> {
        node.dropEvents();
        router.retry();
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.ExtensionStore(var namespace, var key, var value) ->
          from.reply(
              new DaemonReply.Result(
                  extensions.store(node.id(), new ExtensionTable.Name(namespace, key), value)));
      case DaemonRequest.ExtensionLoad(var namespace, var key, var remove) -> {
        ExtensionTable.Name name = new ExtensionTable.Name(namespace, key);
        from.reply(new DaemonReply.ExtensionValue(extensions.load(node.id(), name)));
        if (remove) {
          notices.extensionsDropped(extensions.drop(name));
        }
      }
      case DaemonRequest.ExtensionDrop(var namespace, var key) -> {
        notices.extensionsDropped(extensions.drop(new ExtensionTable.Name(namespace, key)));
        from.reply(DaemonReply.Result.OK);
      }
      case DaemonRequest.ExtensionRequest(var namespace, var _) ->
          from.reply(
              new DaemonReply.Result(
                  "no extension registered under \"" + namespace + "\" on this daemon"));
      case DaemonRequest.NextEvent _, DaemonRequest.NodeConfig _ ->
          throw new IllegalStateException("served by the connection: " + request.inner());
    }
  }

  private void register(DataflowNode node, NodeConnection from, DaemonRequest.Register register) {
    if (!register.dataflowId().equals(id) || !register.nodeId().equals(node.id())) {
      from.reply(
          new DaemonReply.Result(
              "node `%s` of dataflow %s cannot register here: this is the port of node `%s` of dataflow %s"
                  .formatted(register.nodeId(), register.dataflowId(), node.id(), id)));
      return;
    }
    node.connections.add(from);
    from.reply(DaemonReply.Result.OK);
  }

  private void subscribe(DataflowNode node, NodeConnection from) {
    node.dropEvents();
    node.events = notices.subscription(node, stopping, conductor);
    from.attach(node.events);
    if (!barrier.ready(node.id(), from)) {
      from.reply(DaemonReply.Result.OK);
      return;
    }
    node.log.message(INFO, "daemon", "node is ready");
    openBarrierIfComplete("all nodes are ready, starting dataflow");
  }

  private void send(DataflowNode node, NodeConnection from, DaemonRequest.SendMessage message) {
    boolean declared = node.descriptor.ports().outputs().contains(message.outputId());
    if (!declared && !node.warnedOfUnknownOutput) {
      node.warnedOfUnknownOutput = true;
      node.log.message(
          WARN,
          "daemon",
          "ignoring messages on `%s`, which is not among the node's outputs"
              .formatted(message.outputId()));
    }
    traffic.throughDaemon(node.id(), message.outputId(), message.data());
    router.deliver(
        from, message, declared ? routes.readersOf(node.id(), message.outputId()) : List.of());
  }

  /** A connection has ended. */
  public void disconnected(NodeConnection connection) {
    DataflowNode node = node(connection.listener().node());
    node.connections.remove(connection);
    completeExit(node);
  }

  /** Some node's queue has room again. */
  public void hasRoom() {
    router.retry();
  }

  /** Goes on where a held message had stopped its producer. */
  private final class Released implements MessageRouter.Resume {
    @Override
    public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
      Dataflow.this.request(from, request);
    }

    @Override
    public void released(NodeId producer) {
      completeExit(node(producer));
    }
  }

  private void openBarrierIfComplete(String message) {
    if (barrier.isOpen() || !barrier.isComplete()) {
      return;
    }
    barrier
        .culprit()
        .ifPresent(
            culprit -> barrier.waitingNodes().forEach(node -> node(node).cascadingFrom = culprit));
    log.message(id, INFO, "daemon", message);
    barrier.release(id.toString());
    timers.start();
  }

  /**
   * Ends a node whose process has exited, once all that it sent before has been handled: its
   * connections have ended too - a grandchild may hold them open, so they are waited for only
   * briefly - and no message of it waits for a reader.
   */
  private void completeExit(DataflowNode node) {
    NodeExit exit = node.exit;
    if (exit == null
        || node.result != null
        || !node.connections.isEmpty()
        || router.holdsMessagesOf(node.id())) {
      return;
    }
    node.log.message(
        DEBUG,
        "daemon",
        "handling node stop with exit status "
            + ExitClassifier.debugText(exit.status())
            + " (restart: false, restart_count: 0)");
    end(node, ExitClassifier.failure(node, exit));
  }

  private void end(DataflowNode node, @Nullable NodeFailure failure) {
    node.result = new NodeResult(Instant.now(), failure);
    if (failure != null || node.exit != null) {
      report(node, failure);
    }
    if (failure != null) {
      notices.nodeFailed(node, failure.text());
    }
    notices.closeAllOutputs(node);
    node.dropEvents();
    node.log.finished();
    notices.extensionsDropped(extensions.dropAllOf(node.id()));
    router.retry();
    if (barrier.exited(node.id())) {
      node.log.message(WARN, "daemon::pending", "node exited before initializing dora connection");
      openBarrierIfComplete("startup barrier completed by a node exit, starting dataflow");
    }
    finishIfDone();
  }

  private static NodeFailure failedToSpawn(String problem) {
    return new NodeFailure(new NodeFailure.FailedToSpawn(problem), new ExitStatus.Unknown());
  }

  private static void report(DataflowNode node, @Nullable NodeFailure failure) {
    if (failure == null) {
      node.log.message(INFO, "daemon", node.id() + " finished successfully");
      return;
    }
    switch (failure.cause()) {
      case NodeFailure.FailedToSpawn _ -> {
        // Told once, with the dataflow's result.
      }
      case NodeFailure.Cascading(NodeId culprit) -> {
        if (node.process != null) {
          node.log.message(
              INFO,
              "daemon",
              "marking `%s` as cascading error caused by `%s`".formatted(node.id(), culprit));
          node.log.message(ERROR, "daemon", failure.text());
        }
      }
      case NodeFailure.GraceDuration _, NodeFailure.Other _ ->
          node.log.message(ERROR, "daemon", failure.text());
    }
  }

  private void finishIfDone() {
    if (finished || nodes.all().stream().anyMatch(node -> node.result == null)) {
      return;
    }
    finished = true;
    tails.drop();
    timers.stop();
    if (ladder != null) {
      ladder.cancel();
    }
    log.message(id, INFO, "daemon", "dataflow finished on machine `" + daemonId + "`");
    SortedMap<NodeId, NodeResult> results = new TreeMap<>();
    nodes.forEach(node -> results.put(node.id(), Objects.requireNonNull(node.result)));
    nodes.forEach(DataflowNode::closeListener);
    surroundings.finished(new DataflowResult(id, results, traffic.counts()));
  }

  /**
   * Tells all nodes to stop, and those that do not within {@code grace} by signals; has no effect
   * when it was done before.
   */
  public void stop(Duration grace) {
    if (stopping || finished) {
      return;
    }
    stopping = true;
    tails.drop();
    nodes.forEach(notices::stop);
    barrier.dissolve();
    ladder = new StopLadder(deadlines, nodes.all(), grace);
  }

  /** Ends connections on which a started message does not become complete. */
  public void sweep() {
    nodes.forEach(DataflowNode::closeStalledConnections);
  }

  private DataflowNode node(NodeId node) {
    return nodes.get(node);
  }
}
