package org.dora.cli.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeKind;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * A dataflow as vertices and edges, the same for every way of drawing it. Sources that do not exist
 * are kept as such, since a drawing is where one finds them (dataflow.md section 11).
 *
 * @param modules the nodes of each module of the dataflow's own file, by the module's id
 * @param free the nodes that belong to no module
 * @param edges by consumer, then by input
 */
public record DataflowGraph(
    SortedMap<String, List<Part>> modules, List<Part> free, List<Edge> edges) {
  public DataflowGraph {
    modules = Collections.unmodifiableSortedMap(new TreeMap<>(modules));
    free = List.copyOf(free);
    edges = List.copyOf(edges);
  }

  /**
   * Lays out a dataflow.
   *
   * @param flat without modules; the checks of kinds and ids have passed
   * @param members ids of the nodes that came out of each module, by the module's id
   */
  public static DataflowGraph of(Descriptor flat, Map<String, Set<NodeId>> members) {
    SortedMap<NodeId, Part> parts = new TreeMap<>();
    for (NodeDescriptor node : flat.nodes()) {
      parts.put(node.id(), part(node));
    }
    SortedMap<String, List<Part>> modules = new TreeMap<>();
    SortedMap<NodeId, Part> free = new TreeMap<>(parts);
    members.forEach((module, ids) -> {
      SortedMap<NodeId, Part> inside = new TreeMap<>(parts);
      inside.keySet().retainAll(ids);
      free.keySet().removeAll(ids);
      modules.put(module, List.copyOf(inside.values()));
    });
    return new DataflowGraph(modules, List.copyOf(free.values()), edges(parts));
  }

  private static Part part(NodeDescriptor node) {
    List<Vertex> operators = new ArrayList<>();
    for (NodeKind kind : node.kinds()) {
      switch (kind) {
        case NodeKind.Runtime(List<OperatorDescriptor> all) ->
            all.forEach(operator -> operators.add(new Vertex(node, operator)));
        case NodeKind.SingleOperator(OperatorDescriptor operator) ->
            operators.add(new Vertex(node, operator));
        case NodeKind.Program _, NodeKind.Ros2 _, NodeKind.Module _ -> {
          return new Part.Single(new Vertex(node, null));
        }
      }
    }
    boolean nameless = operators.size() == 1 && operators.getFirst().id().equals(node.id() + "/op");
    return nameless ? new Part.Single(operators.getFirst()) : new Part.Runtime(node, operators);
  }

  private static List<Edge> edges(SortedMap<NodeId, Part> parts) {
    List<Edge> edges = new ArrayList<>();
    for (Part part : parts.values()) {
      for (Vertex target : part.vertices()) {
        target
            .ports()
            .inputs()
            .forEach((input, settings) ->
                edges.add(new Edge(origin(settings.source(), parts), target, input, settings)));
      }
    }
    return edges;
  }

  private static Origin origin(InputMapping mapping, SortedMap<NodeId, Part> parts) {
    return switch (mapping) {
      case InputMapping.Timer timer -> new Origin.Timer(timer);
      case InputMapping.Logs logs -> new Origin.Logs(logs);
      case InputMapping.User user -> {
        Part producer = parts.get(user.source());
        yield producer == null ? new Origin.Missing(user) : output(user, producer);
      }
    };
  }

  /** Operators are found by the first segment, which the id of an only operator supplies. */
  private static Origin output(InputMapping.User mapping, Part producer) {
    NodeComposition composition = producer.node().composition();
    String path = mapping.output().value();
    if (composition.operator() != null) {
      path = composition.operator().effectiveId() + "/" + path;
    } else if (composition.operators() == null) {
      return outputOf(producer.vertices().getFirst(), path, mapping);
    }
    int slash = path.indexOf('/');
    if (slash > 0) {
      String wanted = producer.node().id() + "/" + path.substring(0, slash);
      for (Vertex operator : producer.vertices()) {
        if (operator.id().equals(wanted)) {
          return outputOf(operator, path.substring(slash + 1), mapping);
        }
      }
    }
    return new Origin.Missing(mapping);
  }

  private static Origin outputOf(Vertex vertex, String name, InputMapping.User mapping) {
    DataId output = new DataId(name);
    return vertex.ports().outputs().contains(output)
        ? new Origin.Output(vertex, output)
        : new Origin.Missing(mapping);
  }

  /** All nodes, those of modules first. */
  List<Part> parts() {
    List<Part> all = new ArrayList<>();
    Collection<List<Part>> inModules = modules.values();
    inModules.forEach(all::addAll);
    all.addAll(free);
    return all;
  }

  /** The intervals of all timers that feed an input. */
  SortedSet<Duration> timers() {
    SortedSet<Duration> intervals = new TreeSet<>();
    for (Edge edge : edges) {
      if (edge.origin() instanceof Origin.Timer(InputMapping.Timer timer)) {
        intervals.add(timer.interval());
      }
    }
    return intervals;
  }
}
