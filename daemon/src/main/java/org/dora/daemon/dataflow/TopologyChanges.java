package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.dataflow.Routes.Output;
import org.dora.daemon.dataflow.Routes.Reader;
import org.dora.daemon.spawn.DataflowContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds, removes and replaces nodes of a running dataflow, and edges between them (daemon.md,
 * section 11). A node comes into the graph only when its process runs, so that a failed start
 * leaves nothing behind.
 */
final class TopologyChanges {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyChanges.class);

  /** What a change has to have done elsewhere. */
  interface Surroundings {
    /** Prepares a node; the outcome is told with the change's number. */
    void prepare(int change, DataflowContext context, DataflowNode node);

    /** A node has left the graph: whoever waits for it need not any more. */
    void removed(DataflowNode node);

    /** Edges have come or gone. */
    void edgesChanged();
  }

  /**
   * A node that is about to come.
   *
   * @param grace for the one that it replaces
   */
  private record Arrival(
      DataflowContext context,
      DataflowNode node,
      boolean replaces,
      @Nullable Duration grace,
      CompletableFuture<Void> result) {}

  private final DataflowState state;
  private final NodeLifecycle lifecycle;
  private final ClosingOutputs closing;
  private final SingleNodes singleNodes;
  private final Surroundings surroundings;

  /** Nodes that are being prepared, by change. */
  private final Map<Integer, Arrival> preparing = new HashMap<>();

  /** Nodes that are being started, by generation. */
  private final Map<Integer, Arrival> starting = new HashMap<>();

  private int lastChange;

  TopologyChanges(
      DataflowState state,
      NodeLifecycle lifecycle,
      ClosingOutputs closing,
      SingleNodes singleNodes,
      Surroundings surroundings) {
    this.state = state;
    this.lifecycle = lifecycle;
    this.closing = closing;
    this.singleNodes = singleNodes;
    this.surroundings = surroundings;
  }

  /** Begins to start one more node; the result is there when its process runs. */
  void add(NodeDescriptor descriptor, boolean uv, CompletableFuture<Void> result) {
    NodeId id = descriptor.id();
    if (state.find(id) != null || isArriving(id)) {
      throw new CommandRefusedException(
          "node '%s' already exists in dataflow %s".formatted(id, state.id));
    }
    DataflowContext context = changed(descriptor, uv);
    LateReaders.check(state, resolved(context, id));
    DataflowNode node = state.newNode(context, resolved(context, id));
    prepare(new Arrival(context, node, false, null, result));
  }

  /** Begins to start a node in the place of another; the result is there when it has its place. */
  void replace(
      NodeDescriptor descriptor,
      boolean uv,
      @Nullable Duration grace,
      CompletableFuture<Void> result) {
    NodeId id = descriptor.id();
    DataflowContext context = changed(descriptor, uv);
    LateReaders.check(state, resolved(context, id));
    DataflowNode node = state.newNode(context, resolved(context, id));
    Replacement.check(state, node);
    if (isArriving(id)) {
      throw new CommandRefusedException("node `" + id + "` is being replaced already");
    }
    prepare(new Arrival(context, node, true, grace, result));
  }

  private DataflowContext changed(NodeDescriptor descriptor, boolean uv) {
    try {
      return state.context.with(descriptor, uv);
    } catch (IllegalArgumentException e) {
      throw new CommandRefusedException(String.valueOf(e.getMessage()));
    }
  }

  private static ResolvedNode resolved(DataflowContext context, NodeId id) {
    return context.resolved().node(id).orElseThrow();
  }

  private boolean isArriving(NodeId id) {
    return preparing.values().stream().anyMatch(arrival -> arrival.node.id().equals(id))
        || starting.values().stream().anyMatch(arrival -> arrival.node.id().equals(id));
  }

  private void prepare(Arrival arrival) {
    state.nodes.prepare(arrival.node);
    preparing.put(++lastChange, arrival);
    surroundings.prepare(lastChange, arrival.context, arrival.node);
  }

  /** A node that was to be prepared is so, or cannot be. */
  void prepared(int change, NodePreparation preparation) {
    Arrival arrival = preparing.remove(change);
    if (arrival == null) {
      return;
    }
    DataflowNode node = arrival.node;
    switch (preparation) {
      case NodePreparation.Failed(var reason) ->
          refuse(arrival, "failed to prepare node: " + reason);
      case NodePreparation.Ready ready -> {
        node.ready = ready;
        if (state.stopping) {
          refuse(arrival, "the dataflow is stopping");
        } else {
          lifecycle.start(node);
          starting.put(Objects.requireNonNull(node.incarnation()).generation, arrival);
        }
      }
      case NodePreparation.Dynamic dynamic -> {
        node.dynamic = dynamic;
        if (state.stopping) {
          refuse(arrival, "the dataflow is stopping");
        } else {
          join(arrival);
        }
      }
    }
  }

  private void refuse(Arrival arrival, String reason) {
    arrival.node.departed = true;
    state.nodes.forget(arrival.node);
    arrival.node.closeListener();
    arrival.node.log.finished();
    arrival.result.completeExceptionally(new CommandRefusedException(reason));
    surroundings.edgesChanged();
  }

  /** A process runs: if it is one that was awaited, its node takes its place. */
  void started(Incarnation incarnation) {
    Arrival arrival = starting.remove(incarnation.generation);
    if (arrival == null) {
      return;
    }
    DataflowNode former = state.find(incarnation.node.id());
    if (state.stopping) {
      turnAway(arrival, "the dataflow is stopping");
    } else if (arrival.replaces && former == null) {
      turnAway(
          arrival,
          "node `%s` was removed during the replacement spawn".formatted(arrival.node.id()));
    } else {
      join(arrival);
    }
  }

  private void turnAway(Arrival arrival, String reason) {
    arrival.node.departed = true;
    Incarnation incarnation = arrival.node.incarnation();
    if (incarnation != null) {
      incarnation.kill();
    }
    arrival.result.completeExceptionally(new CommandRefusedException(reason));
  }

  /** A process could not be started: if it is one that was awaited, nothing has happened. */
  boolean startFailed(Incarnation incarnation, String reason) {
    Arrival arrival = starting.remove(incarnation.generation);
    if (arrival == null) {
      return false;
    }
    state.forget(incarnation);
    refuse(arrival, "failed to spawn node: " + reason);
    return true;
  }

  private void join(Arrival arrival) {
    DataflowNode node = arrival.node;
    DataflowNode former = arrival.replaces ? state.find(node.id()) : null;
    if (former != null) {
      node.takeOver(former);
      state.routes.removeReader(node.id());
      leave(former, arrival.grace);
    }
    state.nodes.put(node);
    state.routes.add(node);
    state.context = state.context.with(node.descriptor, arrival.context.usesUv());
    state.hasChanged = true;
    surroundings.edgesChanged();
    LOG.info("dataflow {}: node {} has joined", state.id, node.id());
    arrival.result.complete(null);
  }

  /** Makes a node leave; its process may take its time to end. */
  private void leave(DataflowNode node, @Nullable Duration grace) {
    boolean ended = node.hasEnded();
    state.nodes.leave(node);
    if (node.incarnation() != null) {
      singleNodes.stop(node, grace);
      if (node.isDynamic()) {
        // It has no process that could be signalled.
        Duration limit = grace == null ? StopLadder.STOP_GRACE : grace;
        state.deadlines().after(limit, node::closeListener);
      }
    } else {
      lifecycle.abandon(node);
      if (!ended) {
        node.log.finished();
      }
      node.closeListener();
      state.nodes.forget(node);
    }
    surroundings.removed(node);
  }

  /** Takes a node out of the graph and begins to stop it. */
  void remove(NodeId id, @Nullable Duration grace) {
    DataflowNode node = state.find(id);
    if (node == null) {
      throw new CommandRefusedException("node `" + id + "` not found in running dataflow");
    }
    state.routes.removeReader(id);
    closing.closeAll(node);
    for (DataId output : state.routes.readOutputsOf(id)) {
      state.routes.removeOutput(new Output(id, output));
    }
    state.context = state.context.without(id);
    state.hasChanged = true;
    LOG.info("dataflow {}: node {} is removed", state.id, id);
    leave(node, grace);
    closing.exited();
    surroundings.edgesChanged();
  }

  /** Lets an input read an output. */
  void connect(DataflowCommand.Connect edge) {
    DataflowNode target = state.find(edge.target());
    if (target == null) {
      throw new CommandRefusedException(
          "target node '%s' not found in dataflow %s".formatted(edge.target(), state.id));
    }
    LateReaders.check(state, target, edge);
    InputDescriptor declared = target.declaredInputs.get(edge.input());
    state.routes.connect(
        new Output(edge.source(), edge.output()),
        declared == null
            ? Reader.of(target.id(), edge.input())
            : Reader.of(target.id(), edge.input(), declared));
    target.inputs.connect(edge.input());
    Incarnation incarnation = target.incarnation();
    if (incarnation != null) {
      incarnation.allInputsClosedAt = null;
    }
    surroundings.edgesChanged();
  }

  /** Lets an input read an output no more. */
  void disconnect(DataflowCommand.Disconnect edge) {
    Output output = new Output(edge.source(), edge.output());
    if (!state.routes.disconnect(output, edge.target(), edge.input())) {
      throw new CommandRefusedException(
          "mapping `%s/%s` -> `%s/%s` not found"
              .formatted(edge.source(), edge.output(), edge.target(), edge.input()));
    }
    if (!state.routes.isFed(edge.target(), edge.input())) {
      closing.closeInput(edge.target(), edge.input());
    }
    surroundings.edgesChanged();
  }
}
