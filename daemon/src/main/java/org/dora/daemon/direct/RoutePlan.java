package org.dora.daemon.direct;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.config.OutputRouting;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * Which way each output of a dataflow takes: from producer to readers directly, or through the
 * daemon (node-protocol.md section 11.5). The way belongs to the output and stays for the life of
 * the producer's process, so it is direct only where every reader is known to be reached.
 *
 * <p>Through the daemon go outputs
 *
 * <ul>
 *   <li>that nobody reads: so that readers which are added later, and inspection, find them;
 *   <li>with a reader that has no Zenoh, like a Java node;
 *   <li>with a dynamic reader: it may be a Java node, too, and what is sent before it connects is
 *       lost either way;
 *   <li>with a reader under {@code queue_policy: backpressure}, which only the daemon can grant;
 *   <li>of a dataflow under inspection.
 * </ul>
 *
 * <p>All others are direct as soon as each reader has acknowledged its link. Immutable.
 */
public final class RoutePlan {
  /** An input that reads an output. */
  private record Edge(ResolvedNode reader, DataId id, InputDescriptor input) {}

  private final SortedMap<NodeId, SortedMap<DataId, OutputRouting>> routes = new TreeMap<>();
  private final SortedMap<NodeId, SortedSet<NodeId>> readers = new TreeMap<>();
  private final SortedMap<NodeId, SortedSet<NodeId>> producers = new TreeMap<>();
  private final SortedSet<NodeId> dynamic = new TreeSet<>();

  private RoutePlan() {}

  /**
   * Plans all outputs of a dataflow whose nodes run on this machine.
   *
   * @param inspected whether somebody may look at any message
   */
  public static RoutePlan of(ResolvedDataflow dataflow, boolean inspected) {
    RoutePlan plan = new RoutePlan();
    Map<OutputRouting.Receiver, List<Edge>> edges = edgesByOutput(dataflow);
    dataflow
        .nodes()
        .forEach((id, node) -> {
          SortedMap<DataId, OutputRouting> ways = new TreeMap<>();
          for (DataId output : node.outputs()) {
            List<Edge> readers =
                edges.getOrDefault(new OutputRouting.Receiver(id, output), List.of());
            ways.put(output, inspected ? OutputRouting.DAEMON_ONLY : route(node, readers));
          }
          plan.add(node, ways);
        });
    plan.link();
    return plan;
  }

  /**
   * Returns the plan for the dataflow as it is now. What runs keeps its ways; outputs of newcomers
   * take the daemon's, since those who read them do not dial a node that they did not know of.
   *
   * @param newcomers nodes that have not been started, some perhaps in place of others
   */
  RoutePlan changed(ResolvedDataflow now, Set<NodeId> newcomers) {
    RoutePlan plan = new RoutePlan();
    now.nodes()
        .forEach((id, node) -> {
          SortedMap<DataId, OutputRouting> ways = new TreeMap<>();
          for (DataId output : node.outputs()) {
            OutputRouting before = newcomers.contains(id) ? null : routesOf(id).get(output);
            ways.put(output, before == null ? OutputRouting.DAEMON_ONLY : before);
          }
          plan.add(node, ways);
        });
    plan.link();
    edgesByOutput(now)
        .forEach((output, edges) -> {
          for (Edge edge : edges) {
            if (newcomers.contains(edge.reader.id())
                && plan.isDirect(output.node(), output.input())
                && isReachedDirectly(edge)) {
              plan.producers
                  .computeIfAbsent(edge.reader.id(), _ -> new TreeSet<>())
                  .add(output.node());
            }
          }
        });
    return plan;
  }

  private void add(ResolvedNode node, SortedMap<DataId, OutputRouting> ways) {
    routes.put(node.id(), ways);
    if (Peer.of(node) == Peer.DYNAMIC) {
      dynamic.add(node.id());
    }
  }

  private static Map<OutputRouting.Receiver, List<Edge>> edgesByOutput(ResolvedDataflow dataflow) {
    Map<OutputRouting.Receiver, List<Edge>> edges = new HashMap<>();
    for (ResolvedNode reader : dataflow.nodes().values()) {
      reader
          .inputs()
          .forEach((id, input) -> {
            if (input.source() instanceof InputMapping.User(NodeId source, DataId output)) {
              edges
                  .computeIfAbsent(
                      new OutputRouting.Receiver(source, output), _ -> new ArrayList<>())
                  .add(new Edge(reader, id, input));
            }
          });
    }
    return edges;
  }

  private static OutputRouting route(ResolvedNode producer, List<Edge> readers) {
    boolean direct =
        Peer.of(producer) != Peer.WITHOUT_ZENOH
            && !readers.isEmpty()
            && readers.stream().allMatch(RoutePlan::isReachedDirectly);
    return direct
        ? new OutputRouting(
            false,
            readers.stream()
                .map(edge -> new OutputRouting.Receiver(edge.reader.id(), edge.id))
                .toList())
        : OutputRouting.DAEMON_ONLY;
  }

  private static boolean isReachedDirectly(Edge edge) {
    return isReachedDirectly(edge.reader, edge.input);
  }

  /** Returns whether a producer can reach one of a node's inputs without the daemon. */
  public static boolean isReachedDirectly(ResolvedNode reader, InputDescriptor input) {
    return Peer.of(reader) == Peer.RELEASED && input.effectivePolicy() != QueuePolicy.BACKPRESSURE;
  }

  /** Notes who exchanges data directly, once the ways of all outputs are known. */
  private void link() {
    routes.forEach((producer, outputs) -> {
      for (OutputRouting route : outputs.values()) {
        for (OutputRouting.Receiver receiver : route.requiredAckers()) {
          readers.computeIfAbsent(producer, _ -> new TreeSet<>()).add(receiver.node());
          producers.computeIfAbsent(receiver.node(), _ -> new TreeSet<>()).add(producer);
        }
      }
    });
  }

  /** Returns the ways of a node's outputs. */
  public SortedMap<DataId, OutputRouting> routesOf(NodeId node) {
    return Collections.unmodifiableSortedMap(routes.getOrDefault(node, new TreeMap<>()));
  }

  /** Returns whether an output may go directly to its readers. */
  public boolean isDirect(NodeId node, DataId output) {
    OutputRouting route = routesOf(node).get(output);
    return route != null && !route.daemonOnly();
  }

  /** Returns whether any output of a node may go directly to its readers. */
  public boolean isDirect(NodeId node) {
    return readers.containsKey(node);
  }

  /** Returns whether a node has outputs and all may go directly to their readers. */
  public boolean isAllDirect(NodeId node) {
    SortedMap<DataId, OutputRouting> outputs = routesOf(node);
    return !outputs.isEmpty() && outputs.values().stream().noneMatch(OutputRouting::daemonOnly);
  }

  /** Returns whether a node connects on its own. */
  boolean isDynamic(NodeId node) {
    return dynamic.contains(node);
  }

  /** Returns the nodes with an output that may go directly to its readers. */
  SortedSet<NodeId> directProducers() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(readers.keySet()));
  }

  /** Returns how many pools of shared memory, its own and its producers', one process opens. */
  int mostPools() {
    int most = 1;
    for (NodeId node : routes.keySet()) {
      most = Math.max(most, producersFor(node).size() + (readers.containsKey(node) ? 1 : 0));
    }
    return most;
  }

  /** Returns the nodes that a node may read from directly. */
  SortedSet<NodeId> producersFor(NodeId reader) {
    return producers.getOrDefault(reader, Collections.emptySortedSet());
  }

  /** Returns the nodes that may read from a node directly. */
  SortedSet<NodeId> readersOf(NodeId producer) {
    return readers.getOrDefault(producer, Collections.emptySortedSet());
  }
}
