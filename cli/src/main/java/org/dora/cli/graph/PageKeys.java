package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Ids of cards and edges within the page, which links and scripts find them by. */
final class PageKeys {
  private final Map<Vertex, String> vertices = new IdentityHashMap<>();
  private final Map<Edge, String> edges = new IdentityHashMap<>();
  private final Map<Vertex, List<Edge>> inputs = new IdentityHashMap<>();
  private final Readers readers;

  PageKeys(DataflowGraph graph, Drawing drawing) {
    readers = new Readers(graph);
    for (Drawing.Card card : drawing.cards()) {
      vertices.put(card.shape().vertex(), card.key());
    }
    for (Drawing.Route route : drawing.routes()) {
      edges.put(route.edge(), route.key());
    }
    for (Edge edge : graph.edges()) {
      inputs.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(edge);
    }
  }

  String of(Vertex vertex) {
    return vertices.getOrDefault(vertex, "");
  }

  String of(Edge edge) {
    return edges.getOrDefault(edge, "");
  }

  List<Edge> inputsOf(Vertex vertex) {
    return inputs.getOrDefault(vertex, List.of());
  }

  Readers readers() {
    return readers;
  }
}
