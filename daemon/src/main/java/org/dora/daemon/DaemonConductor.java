package org.dora.daemon;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.dataflow.CommandRefusedException;
import org.dora.daemon.dataflow.DaemonContext;
import org.dora.daemon.dataflow.Dataflow;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.DynamicNodeException;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.dataflow.NodePreparation;
import org.dora.daemon.direct.PeeringPlan;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.spawn.DataflowContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns all state of the daemon: takes one event at a time from its mailbox, never waits for
 * anything else and does no I/O (architecture, decision 2).
 */
final class DaemonConductor implements Runnable {
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(60);

  private static final Logger LOG = LoggerFactory.getLogger(DaemonConductor.class);

  /** What the conductor has done by others; the calls do not wait. */
  interface Workers {
    /**
     * Prepares a dataflow's nodes and posts the outcome.
     *
     * @param logs of the nodes
     */
    void prepare(DataflowSpec spec, Function<NodeId, NodeLog> logs);

    /**
     * Prepares a node that comes later and posts the outcome.
     *
     * @param change the number of the change in what is posted
     * @param context the dataflow with the node in it
     */
    void prepare(
        int change, DataflowSpec spec, DataflowContext context, NodeDescriptor node, NodeLog log);

    /**
     * Starts a prepared node's process and posts what becomes of it.
     *
     * @param generation the name of the process in what is posted
     */
    void start(
        DataflowSpec spec, NodeId node, int generation, NodeLog log, NodePreparation.Ready ready);

    /** Looks at a node's links to its readers and posts what it sees. */
    void lookAtLinks(DataflowSpec spec, NodeId node, OptionalInt port, List<Integer> processes);

    /** Answers a dynamic node with its configuration and its links. */
    void configure(NodeConfig config, PeeringPlan peering, CompletableFuture<String> answer);

    /** Takes back what a dataflow's nodes were given, which do not run any more. */
    void end(DataflowSpec spec);
  }

  private final BlockingQueue<DaemonEvent> mailbox;
  private final Deadlines deadlines;
  private final DaemonContext context;
  private final Workers workers;
  private final Map<UUID, Dataflow> dataflows = new HashMap<>();
  private FaultCounts faultsOfFinished = FaultCounts.NONE;
  private boolean open = true;

  DaemonConductor(
      BlockingQueue<DaemonEvent> mailbox,
      Deadlines deadlines,
      DaemonContext context,
      Workers workers) {
    this.mailbox = mailbox;
    this.deadlines = deadlines;
    this.context = context;
    this.workers = workers;
  }

  @Override
  public void run() {
    deadlines.every(SWEEP_INTERVAL, () -> dataflows.values().forEach(Dataflow::sweep));
    try {
      while (open) {
        DaemonEvent event = mailbox.poll(deadlines.untilNext(LONGEST_WAIT), TimeUnit.NANOSECONDS);
        guarded(event == null ? deadlines::runDue : () -> handle(event));
        if (event != null) {
          guarded(deadlines::runDue);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A defect that shows in one event must not end everything that runs. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("the daemon failed to handle an event; it goes on", e);
    }
  }

  private void handle(DaemonEvent event) {
    switch (event) {
      case DaemonEvent.Requested(var from, var request) -> request(from, request);
      case DaemonEvent.Disconnected(var connection) -> {
        Dataflow dataflow = dataflows.get(connection.listener().dataflow());
        if (dataflow != null) {
          dataflow.disconnected(connection);
        }
      }
      case DaemonEvent.RoomFreed _ -> dataflows.values().forEach(Dataflow::hasRoom);
      case DaemonEvent.OfDataflow(var id, var happened) -> {
        Dataflow dataflow = dataflows.get(id);
        if (dataflow != null) {
          dataflow.handle(happened);
        } else if (happened instanceof DataflowEvent.Printed(var parcel)) {
          parcel.done();
        }
      }
      case DaemonEvent.Run(var spec, var result) -> start(spec, result);
      case DaemonEvent.Stop(var id, var grace) -> {
        Dataflow dataflow = dataflows.get(id);
        if (dataflow != null) {
          dataflow.stop(grace);
        }
      }
      case DaemonEvent.Kill(var id) -> {
        Dataflow dataflow = dataflows.get(id);
        if (dataflow != null) {
          dataflow.kill();
        }
      }
      case DaemonEvent.Command(var id, var command, var result) -> {
        Dataflow dataflow = running(id, result);
        if (dataflow != null) {
          dataflow.command(command, result);
        }
      }
      case DaemonEvent.CatchUp(var id, var missed, var done) -> {
        Dataflow dataflow = dataflows.get(id);
        done.complete(dataflow == null ? 0 : dataflow.catchUp(missed));
      }
      case DaemonEvent.GetParameters(var id, var node, var parameters) -> {
        Dataflow dataflow = running(id, parameters);
        if (dataflow != null) {
          parameters.complete(dataflow.parametersOf(node));
        }
      }
      case DaemonEvent.Configure(var node, var answer) -> configure(node, answer);
      case DaemonEvent.CountFaults(var counts) -> {
        FaultCounts sum = faultsOfFinished;
        for (Dataflow dataflow : dataflows.values()) {
          sum = sum.plus(dataflow.faults());
        }
        counts.complete(sum);
      }
      case DaemonEvent.LookAtNodes(var nodes) -> {
        Map<UUID, List<NodeSnapshot>> all = new HashMap<>();
        dataflows.forEach((id, dataflow) -> all.put(id, dataflow.nodes()));
        nodes.complete(all);
      }
      case DaemonEvent.Close _ -> open = false;
    }
  }

  /** Returns a dataflow, or null after it has told who asked that there is none. */
  private @Nullable Dataflow running(UUID id, CompletableFuture<?> asking) {
    Dataflow dataflow = dataflows.get(id);
    if (dataflow == null) {
      asking.completeExceptionally(
          new CommandRefusedException("no running dataflow with ID `" + id + "`"));
    }
    return dataflow;
  }

  /** Answers a dynamic node (node-protocol.md, section 12). */
  private void configure(NodeId node, CompletableFuture<String> answer) {
    NodeConfig found = null;
    Dataflow host = null;
    try {
      for (Dataflow dataflow : dataflows.values()) {
        NodeConfig config = dataflow.dynamicConfig(node);
        if (config != null && found != null) {
          answer.complete(
              NodeConfigWriter.refusal(
                  "multiple dataflows contain dynamic node id "
                      + node
                      + ". Please only have one running dataflow with the specified node id if you"
                      + " want to use dynamic node"));
          return;
        }
        found = config == null ? found : config;
        host = config == null ? host : dataflow;
      }
    } catch (DynamicNodeException e) {
      answer.complete(
          NodeConfigWriter.refusal(
              "failed to get dynamic node config within given dataflow: " + e.getMessage()));
      return;
    }
    if (found == null || host == null) {
      answer.complete(NodeConfigWriter.refusal("no node with ID `" + node + "`"));
    } else {
      workers.configure(found, host.peering(), answer);
    }
  }

  private void start(DataflowSpec spec, CompletableFuture<DataflowResult> result) {
    Dataflow dataflow = new Dataflow(spec, context, new Surroundings(spec, result));
    dataflows.put(spec.id(), dataflow);
    workers.prepare(spec, dataflow::logOf);
  }

  /** The daemon as one dataflow sees it. */
  private final class Surroundings implements Dataflow.Surroundings {
    private final DataflowSpec spec;
    private final CompletableFuture<DataflowResult> result;

    private Surroundings(DataflowSpec spec, CompletableFuture<DataflowResult> result) {
      this.spec = spec;
      this.result = result;
    }

    @Override
    public void start(NodeId node, int generation, NodeLog log, NodePreparation.Ready ready) {
      workers.start(spec, node, generation, log, ready);
    }

    @Override
    public void lookAtLinks(NodeId node, OptionalInt port, List<Integer> processes) {
      workers.lookAtLinks(spec, node, port, processes);
    }

    @Override
    public void prepare(int change, DataflowContext context, NodeDescriptor node, NodeLog log) {
      workers.prepare(change, spec, context, node, log);
    }

    @Override
    public void finished(DataflowResult ended) {
      Dataflow dataflow = dataflows.remove(spec.id());
      if (dataflow != null) {
        faultsOfFinished = faultsOfFinished.plus(dataflow.faults());
      }
      workers.end(spec);
      result.complete(ended);
    }
  }

  private void request(NodeConnection from, Timestamped<DaemonRequest> request) {
    Dataflow dataflow = dataflows.get(from.listener().dataflow());
    if (dataflow != null) {
      dataflow.request(from, request);
      return;
    }
    switch (request.inner()) {
      case DaemonRequest.SendMessage message -> {
        if (message.data() != null) {
          message.data().release();
        }
        from.messageDone(message);
      }
      case DaemonRequest.OutputSent _ -> {
        // Expects no answer.
      }
      default ->
          from.reply(
              new DaemonReply.Result(
                  "no running dataflow with ID `" + from.listener().dataflow() + "`"));
    }
  }
}
