package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dora.common.id.DataId;

/**
 * A node together with the path that leads to it, so that what is said of it can name the place.
 *
 * @param index in {@code nodes}
 * @param node what stands there
 */
record PlacedNode(int index, NodeDescriptor node) {
  String path() {
    return "nodes[" + index + "]";
  }

  /** Returns where a key of the node stands. */
  String path(String key) {
    return path() + "." + key;
  }

  /** Returns nodes in the order in which the released program checks wiring and settings. */
  static List<PlacedNode> byId(List<PlacedNode> nodes) {
    List<PlacedNode> sorted = new ArrayList<>(nodes);
    sorted.sort(new ById());
    return sorted;
  }

  /** A class of its own, since a lambda is made at run time and each command would wait for it. */
  private static final class ById implements Comparator<PlacedNode> {
    @Override
    public int compare(PlacedNode left, PlacedNode right) {
      return left.node().id().compareTo(right.node().id());
    }
  }

  /** Whether the node's code is that of operators. */
  boolean isRuntime() {
    return node.composition().operators() != null || node.composition().operator() != null;
  }

  /** Returns the node's operators; none if it is no runtime. */
  List<PlacedOperator> operators() {
    List<PlacedOperator> placed = new ArrayList<>();
    List<OperatorDescriptor> operators = node.composition().operators();
    if (operators != null) {
      for (int i = 0; i < operators.size(); i++) {
        placed.add(new PlacedOperator(path("operators[" + i + "]"), operators.get(i)));
      }
    }
    OperatorDescriptor single = node.composition().operator();
    if (single != null) {
      placed.add(new PlacedOperator(path("operator"), single));
    }
    return placed;
  }

  /** Returns whatever has inputs here: the node itself, or its operators. */
  List<PlacedPorts> ports() {
    List<PlacedPorts> ports = new ArrayList<>();
    if (!isRuntime()) {
      ports.add(new PlacedPorts(path(), node.id().value(), node.ports()));
    }
    for (PlacedOperator operator : operators()) {
      ports.add(
          new PlacedPorts(
              operator.path(),
              node.id() + "/" + operator.operator().effectiveId(),
              operator.operator().ports()));
    }
    return ports;
  }

  /**
   * An operator.
   *
   * @param path the keys that lead to it
   */
  record PlacedOperator(String path, OperatorDescriptor operator) {
    String path(String key) {
      return path + "." + key;
    }
  }

  /**
   * Inputs and outputs.
   *
   * @param path the keys that lead to their owner
   * @param owner how messages call it: {@code camera}, {@code runtime/filter}
   */
  record PlacedPorts(String path, String owner, NodePorts ports) {
    String input(DataId id) {
      return path + ".inputs." + id;
    }
  }
}
