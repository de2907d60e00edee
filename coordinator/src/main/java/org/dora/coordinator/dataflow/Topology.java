package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.jspecify.annotations.Nullable;

/**
 * Changes the graph of a running dataflow (control-protocol.md, section 17). What a daemon has not
 * confirmed did not happen; what it has is saved before the user hears of it. Confined to the
 * conductor.
 */
public final class Topology {
  private final Dataflows dataflows;

  /**
   * @param dataflows whose graphs these are
   */
  public Topology(Dataflows dataflows) {
    this.dataflows = dataflows;
  }

  /** Adds a node where its {@code deploy} says. */
  public CompletableFuture<Void> add(UUID dataflow, NodeDescriptor node) {
    DataflowRun run = run(dataflow);
    if (run.nodes().contains(node.id())) {
      throw new RefusedException(
          "node '%s' already exists in dataflow %s".formatted(node.id(), dataflow));
    }
    DaemonId daemon =
        Objects.requireNonNull(
            dataflows
                .context()
                .placement()
                .place(List.of(node), dataflows.candidates())
                .get(node.id()));
    return dataflows
        .connected(daemon)
        .order(
            new DaemonCommand.AddNode(dataflow, resolved(run, node), run.launch().uv()),
            reply ->
                reply instanceof DaemonCommandReply.AddNodeResult(var outcome) ? outcome : null)
        .thenCompose(_ -> {
          run.nodes().place(node.id(), daemon);
          run.runsOn(daemon);
          return changed(run, with(run, node));
        });
  }

  /** Takes a node out. A daemon may not know one any more that does not run. */
  public CompletableFuture<Void> remove(UUID dataflow, NodeId node, @Nullable Duration grace) {
    DataflowRun run = run(dataflow);
    DaemonId daemon = run.nodes().daemonOf(node);
    if (daemon == null) {
      throw new RefusedException("node '%s' not found in dataflow %s".formatted(node, dataflow));
    }
    return explained(
            "daemon failed to remove node `" + node + "`",
            dataflows.connected(daemon),
            new DaemonCommand.RemoveNode(dataflow, node, grace),
            reply ->
                reply instanceof DaemonCommandReply.RemoveNodeResult(var outcome)
                    ? run.nodes().isOver(node) ? Outcome.ok() : outcome
                    : null)
        .thenCompose(_ -> {
          run.nodes().remove(node);
          return changed(run, Wiring.without(run.launch().descriptor(), node));
        });
  }

  /** Puts another program in a node's place. */
  public CompletableFuture<Void> replace(
      UUID dataflow, NodeDescriptor node, @Nullable Duration grace) {
    DataflowRun run = run(dataflow);
    DaemonId daemon = run.nodes().daemonOf(node.id());
    if (daemon == null) {
      throw new RefusedException(
          "node '%s' not found in dataflow %s; use `dora node add` to add a new node"
              .formatted(node.id(), dataflow));
    }
    return explained(
            "daemon failed to replace node `" + node.id() + "`",
            dataflows.connected(daemon),
            new DaemonCommand.ReplaceNode(
                dataflow, resolved(run, node), node, run.launch().uv(), grace),
            reply ->
                reply instanceof DaemonCommandReply.ReplaceNodeResult(var outcome) ? outcome : null)
        .thenCompose(_ -> changed(run, with(run, node)));
  }

  /** An edge between an output and an input. */
  public record Mapping(
      NodeId sourceNode, DataId sourceOutput, NodeId targetNode, DataId targetInput) {
    @Override
    public String toString() {
      return "`%s/%s` -> `%s/%s`".formatted(sourceNode, sourceOutput, targetNode, targetInput);
    }
  }

  /** Connects an input. */
  public CompletableFuture<Void> connect(UUID dataflow, Mapping mapping) {
    DataflowRun run = run(dataflow);
    return explained(
            "daemon failed to add mapping " + mapping,
            target(run, mapping),
            new DaemonCommand.AddMapping(
                dataflow,
                mapping.sourceNode,
                mapping.sourceOutput,
                mapping.targetNode,
                mapping.targetInput),
            reply ->
                reply instanceof DaemonCommandReply.AddMappingResult(var outcome) ? outcome : null)
        .thenCompose(_ -> changed(run, Wiring.connected(run.launch().descriptor(), mapping)));
  }

  /**
   * Disconnects an input. This is saved first: a daemon refuses it only if there is no such edge,
   * and it must be possible to ask again after an answer was lost.
   */
  public CompletableFuture<Void> disconnect(UUID dataflow, Mapping mapping) {
    DataflowRun run = run(dataflow);
    ConnectedDaemon target = target(run, mapping);
    return changed(run, Wiring.disconnected(run.launch().descriptor(), mapping))
        .thenComposeAsync(
            _ ->
                explained(
                    "daemon failed to remove mapping " + mapping,
                    target,
                    new DaemonCommand.RemoveMapping(
                        dataflow,
                        mapping.sourceNode,
                        mapping.sourceOutput,
                        mapping.targetNode,
                        mapping.targetInput),
                    reply ->
                        reply instanceof DaemonCommandReply.RemoveMappingResult(var outcome)
                            ? outcome
                            : null),
            dataflows.context().continuing());
  }

  private ConnectedDaemon target(DataflowRun run, Mapping mapping) {
    DaemonId daemon = run.nodes().daemonOf(mapping.targetNode);
    if (daemon == null) {
      throw new RefusedException(
          "target node '%s' not found in dataflow %s".formatted(mapping.targetNode, run.id()));
    }
    return dataflows.connected(daemon);
  }

  private static CompletableFuture<Void> explained(
      String what,
      ConnectedDaemon daemon,
      DaemonCommand command,
      Function<DaemonCommandReply, @Nullable Outcome<String>> confirmation) {
    return daemon
        .order(command, confirmation)
        .exceptionally(failure -> {
          throw new RefusedException(what + ": " + Failures.messageOf(failure));
        });
  }

  private DataflowRun run(UUID dataflow) {
    return dataflows.running(dataflow, "no running dataflow with ID " + dataflow);
  }

  private CompletableFuture<Void> changed(DataflowRun run, Descriptor descriptor) {
    run.changeTo(run.launch().with(descriptor));
    return dataflows.records().saveGraph(run);
  }

  /** Of the descriptor as it is by now: other changes may have been confirmed meanwhile. */
  private static Descriptor with(DataflowRun run, NodeDescriptor node) {
    List<NodeDescriptor> nodes = new ArrayList<>(run.launch().descriptor().nodes());
    nodes.removeIf(it -> it.id().equals(node.id()));
    nodes.add(node);
    return run.launch().descriptor().withNodes(nodes);
  }

  private static ResolvedNode resolved(DataflowRun run, NodeDescriptor node) {
    return ResolvedDataflow.of(with(run, node)).node(node.id()).orElseThrow();
  }
}
