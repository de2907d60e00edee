package org.dora.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.connection.NodeRequests;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowListener;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.dataflow.MissedCommand;
import org.dora.daemon.metrics.NodeSnapshot;

/** The conductor as other threads see it: each call posts an event and returns. */
final class DaemonProxy implements NodeRequests {
  private final BlockingQueue<DaemonEvent> mailbox;
  private final LongSupplier nanoTime;

  /**
   * @param nanoTime the conductor's clock
   */
  DaemonProxy(BlockingQueue<DaemonEvent> mailbox, LongSupplier nanoTime) {
    this.mailbox = mailbox;
    this.nanoTime = nanoTime;
  }

  @Override
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  @Override
  public void request(NodeConnection from, Timestamped<DaemonRequest> request) {
    mailbox.add(new DaemonEvent.Requested(from, request));
  }

  @Override
  public void disconnected(NodeConnection connection) {
    mailbox.add(new DaemonEvent.Disconnected(connection));
  }

  @Override
  public void hasRoom(NodeEventQueue queue) {
    mailbox.add(new DaemonEvent.RoomFreed(queue));
  }

  void post(UUID dataflow, DataflowEvent event) {
    mailbox.add(new DaemonEvent.OfDataflow(dataflow, event));
  }

  CompletableFuture<DataflowResult> run(DataflowSpec spec) {
    CompletableFuture<DataflowResult> result = new CompletableFuture<>();
    run(spec, result::complete);
    return result;
  }

  void run(DataflowSpec spec, DataflowListener listener) {
    mailbox.add(new DaemonEvent.Run(spec, listener));
  }

  void stop(UUID dataflow, Duration grace) {
    mailbox.add(new DaemonEvent.Stop(dataflow, grace));
  }

  void kill(UUID dataflow) {
    mailbox.add(new DaemonEvent.Kill(dataflow));
  }

  CompletableFuture<Void> command(UUID dataflow, DataflowCommand command) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.Command(dataflow, command, result));
    return result;
  }

  CompletableFuture<Long> catchUp(UUID dataflow, List<MissedCommand> missed) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.CatchUp(dataflow, List.copyOf(missed), done));
    return done;
  }

  CompletableFuture<SortedMap<String, Bytes>> parametersOf(UUID dataflow, NodeId node) {
    CompletableFuture<SortedMap<String, Bytes>> parameters = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.GetParameters(dataflow, node, parameters));
    return parameters;
  }

  /** Returns the JSON that a dynamic node is to be answered. */
  CompletableFuture<String> configurationOf(NodeId node) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.Configure(node, answer));
    return answer;
  }

  CompletableFuture<FaultCounts> faults() {
    CompletableFuture<FaultCounts> counts = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.CountFaults(counts));
    return counts;
  }

  CompletableFuture<Map<UUID, List<NodeSnapshot>>> nodes() {
    CompletableFuture<Map<UUID, List<NodeSnapshot>>> nodes = new CompletableFuture<>();
    mailbox.add(new DaemonEvent.LookAtNodes(nodes));
    return nodes;
  }

  void close() {
    mailbox.add(new DaemonEvent.Close());
  }
}
