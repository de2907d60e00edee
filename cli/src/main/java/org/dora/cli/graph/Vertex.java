package org.dora.cli.graph;

import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What edges begin and end at: a node that is a program or a bridge, or an operator of a runtime.
 *
 * @param node the node, or the runtime that hosts the operator
 * @param operator null if the node itself is meant
 */
record Vertex(NodeDescriptor node, @Nullable OperatorDescriptor operator) {
  /** Unique in a well-formed dataflow: {@code camera}, {@code runtime/operator}. */
  String id() {
    return operator == null ? node.id().value() : node.id() + "/" + operator.effectiveId();
  }

  /**
   * What other nodes' inputs begin with to name it: the node alone if the operator is the only one.
   */
  String label() {
    return node.composition().operator() == null ? id() : node.id().value();
  }

  /** Inputs and outputs. */
  NodePorts ports() {
    return operator == null ? node.ports() : operator.ports();
  }

  boolean isSource() {
    return ports().inputs().isEmpty();
  }

  boolean isSink() {
    return ports().outputs().isEmpty();
  }
}
