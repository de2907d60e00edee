package org.dora.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.Bytes;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.cleanup.RuntimeFolder;
import org.dora.daemon.connection.DynamicNodeListener;
import org.dora.daemon.dataflow.DaemonContext;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowListener;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.dataflow.FinishGrace;
import org.dora.daemon.dataflow.MissedCommand;
import org.dora.daemon.direct.DirectPaths;
import org.dora.daemon.log.LogSettings;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.log.LogWriter;
import org.dora.daemon.metrics.NodeMonitor;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.Processes;
import org.dora.daemon.process.RealTime;
import org.dora.daemon.spawn.NodePreparer;
import org.dora.daemon.spawn.SpawnSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs dataflows on this machine: starts their nodes, carries their messages, and tells how they
 * ended. Safe for use by any thread.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final BlockingQueue<DaemonEvent> mailbox = new LinkedBlockingQueue<>();
  private final DaemonProxy proxy = new DaemonProxy(mailbox, System::nanoTime);
  private final RuntimeFolder folder;
  private final Processes processes;
  private final DirectPaths directPaths;
  private final NodePreparer preparer;
  private final LogWriter log;
  private final SegmentPool payloads = new SegmentPool();
  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final List<DynamicNodeListener> dynamicNodes = new CopyOnWriteArrayList<>();
  private final Thread conductor;

  /**
   * Starts the daemon's threads.
   *
   * @param settings of the nodes that it will start
   * @param sink where its user reads what happens
   */
  public Daemon(SpawnSettings settings, LogSink sink) {
    this(settings, sink, () -> {});
  }

  /**
   * Starts a daemon whose conductor and connections run in real time; so does the calling thread
   * from then on. Nodes, logs and metrics do not. No virtual thread should have run before, whose
   * carrier would stay an ordinary thread.
   *
   * @param messages hears what was reached and what was not
   * @see RealTime
   */
  public static Daemon inRealTime(SpawnSettings settings, LogSink sink, Consumer<String> messages) {
    return new Daemon(settings, sink, () -> RealTime.enter().forEach(messages));
  }

  /**
   * @param beforeConductor is done when threads have started that shall not inherit what it does
   */
  private Daemon(SpawnSettings settings, LogSink sink, Runnable beforeConductor) {
    UUID id = UuidV7.next(InstantSource.system());
    log =
        new LogWriter(
            new DaemonId(settings.machineId(), id),
            sink,
            LogSettings.of(settings.environment()),
            InstantSource.system());
    folder = RuntimeFolder.of(settings.environment());
    processes = new Processes(folder.processes());
    directPaths = new DirectPaths(folder);
    CompletableFuture<Void> cleanedUp =
        CompletableFuture.runAsync(
            this::cleanUp, work -> Thread.ofPlatform().daemon().name("dora-clean-up").start(work));
    preparer = new NodePreparer(settings, new Commands(processes), directPaths);
    Deadlines deadlines = new Deadlines(System::nanoTime);
    DaemonContext context =
        new DaemonContext(id, clock, deadlines, proxy, log, FinishGrace.of(settings.environment()));
    NodeWorkers workers =
        new NodeWorkers(proxy, processes, preparer, directPaths, payloads, cleanedUp);
    beforeConductor.run();
    conductor =
        Thread.ofPlatform()
            .name("dora-conductor")
            .start(new DaemonConductor(mailbox, deadlines, context, workers));
  }

  /** Ends and removes what daemons left that were killed: it may hold what our nodes need. */
  private void cleanUp() {
    folder.removeAbandoned();
    directPaths.removeUnusedMemory();
  }

  /**
   * Looks up the programs of a dataflow's nodes before it is run; blocks.
   *
   * @throws org.dora.daemon.spawn.PrepareException for the first that is missing or cannot be run
   */
  public void checkPrograms(DataflowSpec spec) {
    preparer.checkPrograms(spec.context());
  }

  /** Runs a dataflow; the future completes when it has ended, however it did. */
  public CompletableFuture<DataflowResult> run(DataflowSpec spec) {
    return proxy.run(spec);
  }

  /**
   * Runs a dataflow.
   *
   * @param listener hears what becomes of it
   */
  public void run(DataflowSpec spec, DataflowListener listener) {
    proxy.run(spec, listener);
  }

  /**
   * Tells a dataflow's nodes to stop; those that do not get SIGTERM after {@code grace} and SIGKILL
   * after half of it again. Has no effect on a dataflow that is stopping or does not run.
   */
  public void stop(UUID dataflow, Duration grace) {
    proxy.stop(dataflow, grace);
  }

  /**
   * Lets nodes that are started by hand find their configuration.
   *
   * @param port of the loopback address; 0 for any that is free
   * @return the port, empty if it is taken: then the daemon goes on without
   */
  public OptionalInt listenForDynamicNodes(int port) {
    try {
      DynamicNodeListener opened = DynamicNodeListener.open(port, proxy::configurationOf, payloads);
      dynamicNodes.add(opened);
      return OptionalInt.of(opened.port());
    } catch (IOException e) {
      LOG.warn(
          "dynamic nodes cannot connect: port {} cannot be used, perhaps by another daemon: {}",
          port,
          e.getMessage());
      return OptionalInt.empty();
    }
  }

  /** Returns how often faults were met and mended in all dataflows that this daemon ran. */
  public CompletableFuture<FaultCounts> faults() {
    return proxy.faults();
  }

  /** Returns the nodes that have started, of each dataflow that runs. */
  public CompletableFuture<Map<UUID, List<NodeSnapshot>>> nodes() {
    return proxy.nodes();
  }

  /** Returns the clock that stamps what this daemon says. */
  public HybridLogicalClock clock() {
    return clock;
  }

  /** Returns a new observer of the nodes and of what they take of this machine. */
  public NodeMonitor monitor() {
    return new NodeMonitor(proxy::nodes);
  }

  /**
   * Kills all processes of a dataflow at once. Has no effect on a dataflow that does not run.
   *
   * @see #kill() for all dataflows
   */
  public void kill(UUID dataflow) {
    proxy.kill(dataflow);
  }

  /**
   * Asks something of a running dataflow.
   *
   * @return done when it is, for a node that has to start when its process runs; fails with a
   *     {@link org.dora.daemon.dataflow.CommandRefusedException}
   */
  public CompletableFuture<Void> command(UUID dataflow, DataflowCommand command) {
    return proxy.command(dataflow, command);
  }

  /**
   * Brings what a running dataflow has missed; it is done in order, up to the first that cannot be.
   *
   * @return the sequence number of the last that was done; 0 if none was
   */
  public CompletableFuture<Long> catchUp(UUID dataflow, List<MissedCommand> missed) {
    return proxy.catchUp(dataflow, missed);
  }

  /**
   * Brings a message to all who read an output, as if its node had sent it.
   *
   * @param json becomes an array of its bytes, as with released coordinators
   * @return how many inputs have got it; fails with a {@link
   *     org.dora.daemon.dataflow.CommandRefusedException}
   */
  public CompletableFuture<Integer> publish(
      UUID dataflow, NodeId node, DataId output, String json) {
    Payload data = new IpcEncoder(payloads).encode(json.getBytes(StandardCharsets.UTF_8));
    CompletableFuture<Integer> receivers = new CompletableFuture<>();
    return command(dataflow, new DataflowCommand.Publish(node, output, data, receivers))
        .whenComplete((_, _) -> data.release())
        .thenCompose(_ -> receivers);
  }

  /**
   * Returns the parameters that were set for a node, by key.
   *
   * @return fails with a {@link org.dora.daemon.dataflow.CommandRefusedException} if the dataflow
   *     does not run
   */
  public CompletableFuture<SortedMap<String, Bytes>> parametersOf(UUID dataflow, NodeId node) {
    return proxy.parametersOf(dataflow, node);
  }

  /**
   * Kills all processes of all nodes; waits until they are gone, at most 5 s. Removes their files.
   */
  public void kill() {
    processes.close();
    folder.close();
    directPaths.removeUnusedMemory();
  }

  /**
   * Runs {@code action} when the sink has taken all log messages that there are up to now; never
   * waits.
   */
  public void afterMessages(Runnable action) {
    log.afterMessages(action);
  }

  /** Kills what still runs and ends the daemon's threads. */
  @Override
  public void close() {
    dynamicNodes.forEach(DynamicNodeListener::close);
    kill();
    proxy.close();
    try {
      conductor.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
