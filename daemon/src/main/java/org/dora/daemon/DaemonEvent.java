package org.dora.daemon;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.FaultCounts;

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
  record Run(DataflowSpec spec, CompletableFuture<DataflowResult> result) implements DaemonEvent {}

  /** Somebody wants a dataflow to stop. */
  record Stop(UUID dataflow, Duration grace) implements DaemonEvent {}

  /** Somebody wants to know how often faults were met. */
  record CountFaults(CompletableFuture<FaultCounts> counts) implements DaemonEvent {}

  /** The daemon ends. */
  record Close() implements DaemonEvent {}
}
