package org.dora.daemon.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dora.common.id.NodeId;
import org.dora.daemon.process.RealTime;

/**
 * Samples the nodes of a daemon for one observer. Rates count from the observer's last sample, so
 * each has a monitor of its own and its own pace; one that is not asked costs nothing. Safe for use
 * by any thread.
 */
public final class NodeMonitor {
  private final Supplier<CompletableFuture<Map<UUID, List<NodeSnapshot>>>> nodes;
  private final ResourceMeter meter =
      new ResourceMeter(ProcessTable.ofThisMachine(), System::nanoTime);

  /**
   * @param nodes asks the conductor for the nodes of all dataflows
   */
  public NodeMonitor(Supplier<CompletableFuture<Map<UUID, List<NodeSnapshot>>>> nodes) {
    this.nodes = nodes;
  }

  /**
   * Looks at all nodes; does not block.
   *
   * @return the nodes of each dataflow that runs, without those that have not started yet
   */
  public CompletableFuture<Map<UUID, SortedMap<NodeId, NodeMetrics>>> sample() {
    return nodes
        .get()
        .thenApplyAsync(
            this::measure, work -> Thread.ofPlatform().daemon().name("dora-metrics").start(work));
  }

  private synchronized Map<UUID, SortedMap<NodeId, NodeMetrics>> measure(
      Map<UUID, List<NodeSnapshot>> dataflows) {
    RealTime.leave();
    Set<Integer> pids =
        dataflows.values().stream()
            .flatMap(List::stream)
            .map(NodeSnapshot::pid)
            .filter(pid -> pid != 0)
            .collect(Collectors.toSet());
    Map<Integer, ResourceUsage> usages = meter.measure(pids);
    Map<UUID, SortedMap<NodeId, NodeMetrics>> metrics = new HashMap<>();
    dataflows.forEach((id, snapshots) -> {
      SortedMap<NodeId, NodeMetrics> ofDataflow = new TreeMap<>();
      for (NodeSnapshot node : snapshots) {
        ResourceUsage usage = usages.getOrDefault(node.pid(), ResourceUsage.NONE);
        ofDataflow.put(node.id(), new NodeMetrics(node, usage));
      }
      metrics.put(id, ofDataflow);
    });
    return metrics;
  }
}
