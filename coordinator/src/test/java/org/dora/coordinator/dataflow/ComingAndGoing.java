package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;

/** Two machines whose daemons come and go, and a coordinator that may be killed, too. */
abstract class ComingAndGoing {
  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final String ONE_MACHINE = "nodes: [{id: a, path: a.py}, {id: b, path: b.py}]";
  static final String TWO_MACHINES =
      "nodes: [{id: a, path: a.py, deploy: {machine: arm}},"
          + " {id: b, path: b.py, deploy: {machine: base}}]";

  private final KeptStore store = new KeptStore();
  PlayedCoordinator coordinator = new PlayedCoordinator(store);

  PlayedDaemon released(String machine) {
    return new PlayedDaemon(coordinator, machine, null);
  }

  PlayedDaemon unnamed() {
    return new PlayedDaemon(coordinator, null, null);
  }

  /** The coordinator is killed, and another one takes up its store. */
  void restart() {
    coordinator = new PlayedCoordinator(store);
  }

  void assertListed(DataflowStatus status) {
    assertEquals(
        List.of(status), coordinator.dataflows.list().stream().map(it -> it.status()).toList());
  }

  static DaemonEvent finished(UUID dataflow, NodeId... nodes) {
    SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    for (NodeId node : nodes) {
      results.put(node, Outcome.ok());
    }
    return new DaemonEvent.AllNodesFinished(
        dataflow, new DaemonDataflowResult(new HybridLogicalClock().now(), results));
  }

  DaemonId placeOf(NodeId node) {
    return coordinator.dataflows.nodes().stream()
        .filter(it -> it.nodeId().equals(node))
        .map(NodeInfo::daemonId)
        .findFirst()
        .orElseThrow();
  }

  Optional<NodeStatus> statusOf(NodeId node) {
    return coordinator.dataflows.nodes().stream()
        .filter(it -> it.nodeId().equals(node))
        .flatMap(it -> Optional.ofNullable(it.metrics()).stream())
        .map(NodeMetricsInfo::status)
        .findFirst();
  }
}
