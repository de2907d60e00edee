package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;

/** Who reads which output: the edges of a graph seen from their beginning. */
final class Readers {
  private final Map<Vertex, List<Edge>> edges = new IdentityHashMap<>();

  Readers(DataflowGraph graph) {
    for (Edge edge : graph.edges()) {
      if (edge.origin() instanceof Origin.Output(Vertex vertex, DataId _)) {
        edges.computeIfAbsent(vertex, _ -> new ArrayList<>()).add(edge);
      }
    }
  }

  /** Returns the edges that begin at an output. */
  List<Edge> of(Vertex vertex, DataId output) {
    List<Edge> readers = new ArrayList<>();
    for (Edge edge : edges.getOrDefault(vertex, List.of())) {
      if (edge.origin() instanceof Origin.Output(Vertex _, DataId other) && other.equals(output)) {
        readers.add(edge);
      }
    }
    return readers;
  }
}
