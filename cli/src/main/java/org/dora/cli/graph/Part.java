package org.dora.cli.graph;

import java.util.List;
import org.dora.common.descriptor.NodeDescriptor;

/** A node as it is drawn: alone, or as a frame around its operators. */
sealed interface Part {
  /** The node of the descriptor. */
  NodeDescriptor node();

  /** The places where edges end, in the order of the descriptor. */
  List<Vertex> vertices();

  /** A program, a bridge, or a runtime whose only operator is called {@code op}. */
  record Single(Vertex vertex) implements Part {
    @Override
    public NodeDescriptor node() {
      return vertex.node();
    }

    @Override
    public List<Vertex> vertices() {
      return List.of(vertex);
    }
  }

  /** A runtime with several operators, with none, or with one that has a name of its own. */
  record Runtime(NodeDescriptor node, List<Vertex> vertices) implements Part {
    public Runtime {
      vertices = List.copyOf(vertices);
    }
  }
}
