package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NetworkMetrics;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Where a dataflow's nodes are and how they do, as far as their daemons have told. */
final class NodeTable {
  private static final double MB = 1e6;

  private static final class Entry {
    private DaemonId daemon;
    private @Nullable NodeMetricsInfo metrics;
    private boolean ended;

    private Entry(DaemonId daemon) {
      this.daemon = daemon;
    }
  }

  private final SortedMap<NodeId, Entry> entries = new TreeMap<>();
  private @Nullable NetworkMetrics network;

  NodeTable(SortedMap<NodeId, DaemonId> places) {
    places.forEach(this::place);
  }

  void place(NodeId node, DaemonId daemon) {
    entries.put(node, new Entry(daemon));
  }

  void remove(NodeId node) {
    entries.remove(node);
  }

  boolean contains(NodeId node) {
    return entries.containsKey(node);
  }

  boolean hasEnded(NodeId node) {
    Entry entry = entries.get(node);
    return entry != null && entry.ended;
  }

  /** Returns the daemon that runs a node, or null if there is no such node. */
  @Nullable DaemonId daemonOf(NodeId node) {
    Entry entry = entries.get(node);
    return entry == null ? null : entry.daemon;
  }

  /** Returns the nodes of a daemon. */
  SortedSet<NodeId> on(DaemonId daemon) {
    SortedSet<NodeId> nodes = new TreeSet<>();
    entries.forEach((node, entry) -> {
      if (entry.daemon.equals(daemon)) {
        nodes.add(node);
      }
    });
    return Collections.unmodifiableSortedSet(nodes);
  }

  SortedMap<NodeId, DaemonId> places() {
    SortedMap<NodeId, DaemonId> places = new TreeMap<>();
    entries.forEach((node, entry) -> places.put(node, entry.daemon));
    return places;
  }

  /** Takes measurements in; those of nodes that have ended are late and mean nothing. */
  void measured(
      DaemonId from, SortedMap<NodeId, NodeMetrics> metrics, @Nullable NetworkMetrics ofDaemon) {
    network = ofDaemon == null ? network : ofDaemon;
    metrics.forEach((node, measured) -> {
      Entry entry = entries.get(node);
      if (entry != null && entry.daemon.equals(from) && !entry.ended) {
        entry.metrics = shown(measured);
      }
    });
  }

  private static NodeMetricsInfo shown(NodeMetrics it) {
    return new NodeMetricsInfo(
        it.pid(),
        it.cpuUsage(),
        it.memoryBytes() / MB,
        it.diskReadBytes() == null ? null : it.diskReadBytes() / MB,
        it.diskWriteBytes() == null ? null : it.diskWriteBytes() / MB,
        it.restartCount(),
        it.brokenInputs(),
        it.status(),
        it.pendingMessages());
  }

  /** A node has ended for good. */
  void ended(DaemonId from, NodeId node, boolean asAsked) {
    Entry entry = entries.get(node);
    if (entry != null && entry.daemon.equals(from)) {
      entry.ended = true;
      NodeMetricsInfo last = entry.metrics;
      entry.metrics =
          new NodeMetricsInfo(
              0,
              0,
              0,
              null,
              null,
              last == null ? 0 : last.restartCount(),
              List.of(),
              asAsked ? NodeStatus.STOPPED : NodeStatus.FAILED,
              0);
    }
  }

  List<NodeInfo> infos(UUID dataflow, String name) {
    List<NodeInfo> infos = new ArrayList<>();
    entries.forEach((node, entry) ->
        infos.add(new NodeInfo(dataflow, name, node, entry.daemon, entry.metrics, network)));
    return infos;
  }
}
