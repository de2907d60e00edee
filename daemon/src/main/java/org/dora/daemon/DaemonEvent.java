package org.dora.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowListener;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.dataflow.MissedCommand;
import org.dora.daemon.metrics.NodeSnapshot;

/** What reaches the conductor from other threads. */
sealed interface DaemonEvent {
  /** A node asks something. */
  record Requested(NodeConnection from, Timestamped<DaemonRequest> request)
      implements DaemonEvent {}

  /** A node's connection has ended. */
  record Disconnected(NodeConnection connection) implements DaemonEvent {}

  /** A node has taken events from a queue that was full. */
  record RoomFreed(NodeEventQueue queue) implements DaemonEvent {}

  /** Something happened to a dataflow outside the conductor. */
  record OfDataflow(UUID dataflow, DataflowEvent event) implements DaemonEvent {}

  /** Somebody wants a dataflow to run. */
  record Run(DataflowSpec spec, DataflowListener listener) implements DaemonEvent {}

  /** Somebody wants a dataflow to stop. */
  record Stop(UUID dataflow, Duration grace) implements DaemonEvent {}

  /** Somebody wants all processes of a dataflow killed. */
  record Kill(UUID dataflow) implements DaemonEvent {}

  /** Somebody asks something of a running dataflow. */
  record Command(UUID dataflow, DataflowCommand command, CompletableFuture<Void> result)
      implements DaemonEvent {}

  /** Somebody brings what a running dataflow has missed. */
  record CatchUp(UUID dataflow, List<MissedCommand> missed, CompletableFuture<Long> done)
      implements DaemonEvent {}

  /** Somebody wants to know the parameters of a node. */
  record GetParameters(
      UUID dataflow, NodeId node, CompletableFuture<SortedMap<String, Bytes>> parameters)
      implements DaemonEvent {}

  /** A dynamic node asks for its configuration; the answer is JSON. */
  record Configure(NodeId node, CompletableFuture<String> answer) implements DaemonEvent {}

  /** Somebody wants to know how often faults were met. */
  record CountFaults(CompletableFuture<FaultCounts> counts) implements DaemonEvent {}

  /** Somebody wants to know how the nodes of all dataflows are. */
  record LookAtNodes(CompletableFuture<Map<UUID, List<NodeSnapshot>>> nodes)
      implements DaemonEvent {}

  /** The daemon ends. */
  record Close() implements DaemonEvent {}
}
