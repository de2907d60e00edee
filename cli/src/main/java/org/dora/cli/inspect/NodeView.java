package org.dora.cli.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** The nodes in the order wanted, one of them chosen, and what they used lately. */
final class NodeView {
  /** How many measurements of a node are remembered. */
  static final int REMEMBERED = 12;

  /** What rows can be sorted by. */
  enum SortKey {
    NODE,
    CPU,
    MEMORY
  }

  private record Id(UUID dataflow, NodeId node) {
    static Id of(NodeInfo node) {
      return new Id(node.dataflowId(), node.nodeId());
    }
  }

  private List<NodeInfo> nodes = List.of();
  private Map<Id, Deque<Double>> loads = new HashMap<>();
  private SortKey key = SortKey.CPU;
  private boolean descending = true;
  private @Nullable Id chosen;

  /** Takes new measurements in. */
  void update(List<NodeInfo> measured) {
    Map<Id, Deque<Double>> present = new HashMap<>();
    for (NodeInfo node : measured) {
      Deque<Double> load = loads.getOrDefault(Id.of(node), new ArrayDeque<>());
      load.add(cpu(node));
      if (load.size() > REMEMBERED) {
        load.remove();
      }
      present.put(Id.of(node), load);
    }
    loads = present;
    nodes = new ArrayList<>(measured);
    sort();
  }

  /** Sorts by something; once more turns the order round. */
  void sortBy(SortKey wanted) {
    descending = wanted == key ? !descending : wanted != SortKey.NODE;
    key = wanted;
    sort();
  }

  private void sort() {
    Comparator<NodeInfo> byName =
        Comparator.comparing(NodeInfo::nodeId).thenComparing(NodeInfo::dataflowId);
    Comparator<NodeInfo> order =
        switch (key) {
          case NODE -> byName;
          case CPU -> Comparator.comparingDouble(NodeView::cpu);
          case MEMORY -> Comparator.comparingDouble(NodeView::memory);
        };
    nodes.sort((descending ? order.reversed() : order).thenComparing(byName));
    if (chosen() < 0) {
      chosen = nodes.isEmpty() ? null : Id.of(nodes.getFirst());
    }
  }

  /** Chooses the node that stands so many rows further down, or the last one there is. */
  void move(int rows) {
    if (!nodes.isEmpty()) {
      long row = Math.clamp((long) chosen() + rows, 0, nodes.size() - 1);
      chosen = Id.of(nodes.get((int) row));
    }
  }

  /** Returns the nodes from top to bottom. */
  List<NodeInfo> nodes() {
    return nodes;
  }

  /** Returns the row of the chosen node, or -1. */
  int chosen() {
    for (int i = 0; i < nodes.size(); i++) {
      if (Id.of(nodes.get(i)).equals(chosen)) {
        return i;
      }
    }
    return -1;
  }

  SortKey sortKey() {
    return key;
  }

  boolean isDescending() {
    return descending;
  }

  /** Returns the shares of a processor that a node has used, in percent, the last one now. */
  List<Double> loadOf(NodeInfo node) {
    return List.copyOf(loads.getOrDefault(Id.of(node), new ArrayDeque<>()));
  }

  static double cpu(NodeInfo node) {
    NodeMetricsInfo metrics = node.metrics();
    return metrics == null ? 0 : metrics.cpuUsage();
  }

  static double memory(NodeInfo node) {
    NodeMetricsInfo metrics = node.metrics();
    return metrics == null ? 0 : metrics.memoryMb();
  }
}
