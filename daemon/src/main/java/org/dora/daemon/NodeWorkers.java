package org.dora.daemon;

import static org.dora.common.descriptor.LogLevel.DEBUG;
import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.memory.PayloadAllocator;
import org.dora.daemon.connection.NodeListener;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.NodeExit;
import org.dora.daemon.dataflow.NodePreparation;
import org.dora.daemon.direct.DirectLinks;
import org.dora.daemon.direct.DirectPaths;
import org.dora.daemon.direct.LinkState;
import org.dora.daemon.direct.PeeringPlan;
import org.dora.daemon.direct.ZenohLinks;
import org.dora.daemon.log.LogDelivery;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.log.StderrTail;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessListener;
import org.dora.daemon.process.ProcessStream;
import org.dora.daemon.process.Processes;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.NodePreparer;
import org.dora.daemon.spawn.PrepareException;
import org.dora.daemon.spawn.PreparedNode;
import org.dora.daemon.spawn.SpawnNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for the conductor what blocks: prepares nodes, starts their processes, takes their lines.
 */
final class NodeWorkers implements DaemonConductor.Workers {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWorkers.class);

  private final DaemonProxy conductor;
  private final Processes processes;
  private final NodePreparer preparer;
  private final DirectPaths directPaths;
  private final PayloadAllocator payloads;
  private final CompletableFuture<Void> cleanedUp;

  /**
   * @param cleanedUp done when nothing is left of earlier daemons; no node starts before
   */
  NodeWorkers(
      DaemonProxy conductor,
      Processes processes,
      NodePreparer preparer,
      DirectPaths directPaths,
      PayloadAllocator payloads,
      CompletableFuture<Void> cleanedUp) {
    this.conductor = conductor;
    this.processes = processes;
    this.preparer = preparer;
    this.directPaths = directPaths;
    this.payloads = payloads;
    this.cleanedUp = cleanedUp;
  }

  @Override
  public void prepare(DataflowSpec spec, Function<NodeId, NodeLog> logs) {
    Thread.ofVirtual().name("prepare-" + spec.id()).start(() -> prepareAll(spec, logs));
  }

  private void prepareAll(DataflowSpec spec, Function<NodeId, NodeLog> logs) {
    SortedMap<NodeId, NodePreparation> prepared = new TreeMap<>();
    List<NodeDescriptor> nodes =
        spec.descriptor().nodes().stream()
            .sorted(Comparator.comparing(NodeDescriptor::id))
            .toList();
    for (NodeDescriptor node : nodes) {
      if (!node.program().isDynamic()) {
        logs.apply(node.id()).message(DEBUG, "daemon::spawner", "spawning node");
      }
    }
    cleanedUp.handle((_, _) -> null).join();
    for (NodeDescriptor node : nodes) {
      prepared.put(node.id(), prepare(spec.context(), node, logs.apply(node.id())));
    }
    conductor.post(spec.id(), new DataflowEvent.Prepared(prepared));
  }

  @Override
  public void prepare(
      int change, DataflowSpec spec, DataflowContext context, NodeDescriptor node, NodeLog log) {
    Thread.ofVirtual()
        .name("prepare-" + node.id())
        .start(() ->
            conductor.post(
                spec.id(), new DataflowEvent.NodePrepared(change, prepare(context, node, log))));
  }

  private NodePreparation prepare(DataflowContext context, NodeDescriptor node, NodeLog log) {
    NodeListener listener;
    try {
      listener = NodeListener.open(context.id(), node.id(), conductor, payloads);
    } catch (IOException e) {
      return new NodePreparation.Failed("cannot listen for the node: " + e.getMessage());
    }
    if (node.program().isDynamic()) {
      return new NodePreparation.Dynamic(listener, context.configOf(node, listener.address()));
    }
    try {
      PreparedNode prepared =
          preparer.prepare(context, node, listener.address(), notice -> tell(notice, log));
      return new NodePreparation.Ready(listener, prepared);
    } catch (PrepareException e) {
      listener.close();
      return new NodePreparation.Failed(e.report());
    } catch (RuntimeException e) {
      listener.close();
      LOG.error("preparing node {} failed", node.id(), e);
      return new NodePreparation.Failed("internal error: " + e);
    }
  }

  private static void tell(SpawnNotice notice, NodeLog log) {
    switch (notice.log()) {
      case NODE_INFO -> log.message(INFO, "spawner", notice.text());
      case NODE_WARNING -> log.message(WARN, "spawner", notice.text());
      case DAEMON_WARNING -> LOG.warn("{}", notice.text());
    }
  }

  @Override
  public void start(
      DataflowSpec spec,
      NodeId node,
      int generation,
      NodeLog nodeLog,
      NodePreparation.Ready ready) {
    nodeLog.message(INFO, "spawner", ready.node().startText());
    var _ =
        processes
            .start(ready.node().process(), new Lines(spec.id(), generation, nodeLog))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                conductor.post(
                    spec.id(),
                    new DataflowEvent.NodeStartFailed(
                        generation, String.valueOf(failure.getMessage())));
              }
            });
  }

  @Override
  public void lookAtLinks(
      DataflowSpec spec, NodeId node, OptionalInt port, List<Integer> processes) {
    Thread.ofVirtual()
        .name("links-of-" + node)
        .start(() -> {
          LinkState state = DirectLinks.of(port, processes);
          conductor.post(spec.id(), new DataflowEvent.LinksSeen(node, state));
        });
  }

  @Override
  public void configure(NodeConfig config, PeeringPlan peering, CompletableFuture<String> answer) {
    Thread.ofVirtual()
        .name("configure-" + config.nodeId())
        .start(() -> {
          try {
            ZenohLinks links = peering.linksOfDynamic(config.nodeId());
            answer.complete(NodeConfigWriter.reply(config, links.listen(), links.connect()));
          } catch (IOException e) {
            LOG.warn("dynamic node {} gets no direct links: {}", config.nodeId(), e.getMessage());
            answer.complete(NodeConfigWriter.reply(config));
          }
        });
  }

  @Override
  public void end(DataflowSpec spec, Runnable done) {
    Thread.ofVirtual()
        .name("end-" + spec.id())
        .start(() -> {
          try {
            directPaths.end(spec.id());
          } finally {
            done.run();
          }
        });
  }

  /** Brings what one process does to the log and to the conductor. */
  private final class Lines implements ProcessListener {
    private final UUID dataflow;
    private final int generation;
    private final NodeLog log;
    private final LogDelivery delivery;
    private final StderrTail stderr = new StderrTail();

    private Lines(UUID dataflow, int generation, NodeLog log) {
      this.dataflow = dataflow;
      this.generation = generation;
      this.log = log;
      this.delivery =
          new LogDelivery(
              payloads, parcel -> conductor.post(dataflow, new DataflowEvent.Printed(parcel)));
    }

    @Override
    public void onStarted(ChildProcess process) {
      log.started();
      conductor.post(dataflow, new DataflowEvent.NodeStarted(generation, process));
    }

    @Override
    public void onWarning(String warning) {
      log.message(WARN, "spawner", warning);
    }

    @Override
    public void onLine(OutputLine line) {
      if (line.stream() == ProcessStream.STDERR) {
        stderr.add(line.message());
      }
      log.line(line, delivery);
    }

    @Override
    public void onExit(ExitStatus status) {
      log.afterLines(() ->
          conductor.post(
              dataflow,
              new DataflowEvent.NodeExited(generation, new NodeExit(status, stderr.report()))));
    }
  }
}
