package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NetworkMetrics;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.NodeTraffic;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.metrics.DataflowLabels;
import org.dora.common.metrics.NodeSample;
import org.jspecify.annotations.Nullable;

/** Where a dataflow's nodes are and how they do, as far as their daemons have told. */
final class NodeTable {
  private static final double MB = 1e6;

  private static final class Entry {
    private DaemonId daemon;
    private @Nullable NodeMetrics metrics;
    private boolean ended;
    private boolean lost;
    private boolean unreported;

    /** A user wants it so. */
    private boolean stopped;

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

  /** Whether a node does not run any more, as far as is known. */
  boolean isOver(NodeId node) {
    Entry entry = entries.get(node);
    return entry != null && (entry.ended || entry.unreported);
  }

  /** Returns the daemon that runs a node, or null if there is no such node. */
  @Nullable DaemonId daemonOf(NodeId node) {
    Entry entry = entries.get(node);
    return entry == null ? null : entry.daemon;
  }

  /** Returns the daemons that have nodes. */
  Set<DaemonId> daemons() {
    Set<DaemonId> daemons = new HashSet<>();
    entries.values().forEach(entry -> daemons.add(entry.daemon));
    return daemons;
  }

  /** A daemon has come back under another id. */
  void move(DaemonId from, DaemonId to) {
    entries.values().stream()
        .filter(entry -> entry.daemon.equals(from))
        .forEach(entry -> entry.daemon = to);
  }

  /** Nobody knows how a daemon's nodes are: they are shown as failed until it is back. */
  void lost(DaemonId daemon) {
    entries.values().forEach(entry -> entry.lost |= entry.daemon.equals(daemon));
  }

  /** A daemon has told which of its nodes run; of the others, those that were to stop have. */
  void reported(DaemonId from, Collection<NodeId> running) {
    entries.forEach((node, entry) -> {
      if (entry.daemon.equals(from)) {
        entry.lost = false;
        entry.unreported = !running.contains(node);
        if (entry.unreported && entry.stopped) {
          ended(from, node, true);
        }
      }
    });
  }

  /** A daemon that had none of its nodes any more starts those that were not to stop. */
  void respawned(DaemonId on) {
    reported(on, those(entry -> !entry.stopped));
  }

  /** A user has stopped a node, which is not to be started again when its daemon is. */
  void stop(NodeId node) {
    Entry entry = entries.get(node);
    if (entry != null) {
      entry.stopped = true;
    }
  }

  /** A user has started a node anew, whatever became of it before. */
  void restart(NodeId node) {
    Entry entry = entries.get(node);
    if (entry != null) {
      entry.stopped = false;
      entry.ended = false;
    }
  }

  /** Returns the nodes that a user has stopped. */
  SortedSet<NodeId> stopped() {
    return those(entry -> entry.stopped);
  }

  /** Returns the nodes of a daemon. */
  SortedSet<NodeId> on(DaemonId daemon) {
    return those(entry -> entry.daemon.equals(daemon));
  }

  private SortedSet<NodeId> those(Predicate<Entry> wanted) {
    SortedSet<NodeId> nodes = new TreeSet<>();
    entries.forEach((node, entry) -> {
      if (wanted.test(entry)) {
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
        entry.metrics = measured;
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
      entry.metrics = idle(entry.metrics, asAsked ? NodeStatus.STOPPED : NodeStatus.FAILED);
    }
  }

  private static NodeMetrics idle(@Nullable NodeMetrics last, NodeStatus status) {
    long restarts = last == null ? 0 : last.restartCount();
    NodeTraffic traffic = last == null ? null : last.traffic();
    return new NodeMetrics(0, 0, 0, null, null, restarts, List.of(), status, 0, traffic);
  }

  private static @Nullable NodeMetrics present(Entry entry) {
    return entry.lost && !entry.ended ? idle(entry.metrics, NodeStatus.FAILED) : entry.metrics;
  }

  List<NodeInfo> infos(UUID dataflow, String name) {
    List<NodeInfo> infos = new ArrayList<>();
    entries.forEach((node, entry) -> {
      NodeMetrics metrics = present(entry);
      NodeMetricsInfo shown = metrics == null ? null : shown(metrics);
      infos.add(new NodeInfo(dataflow, name, node, entry.daemon, shown, network));
    });
    return infos;
  }

  /** Returns those that were measured. */
  List<NodeSample> samples(DataflowLabels dataflow) {
    List<NodeSample> samples = new ArrayList<>();
    entries.forEach((node, entry) -> {
      NodeMetrics metrics = present(entry);
      if (metrics != null) {
        samples.add(new NodeSample(dataflow, node, entry.daemon.toString(), metrics));
      }
    });
    return samples;
  }
}
