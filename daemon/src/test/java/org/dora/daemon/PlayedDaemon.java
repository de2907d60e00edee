package org.dora.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.log.LogMessage;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.Bytes;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeListener;
import org.dora.daemon.dataflow.DaemonContext;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowEvent;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.dataflow.MissedCommand;
import org.dora.daemon.dataflow.NodeExit;
import org.dora.daemon.dataflow.NodePreparation;
import org.dora.daemon.direct.LinkState;
import org.dora.daemon.direct.PeeringPlan;
import org.dora.daemon.log.LogDelivery;
import org.dora.daemon.log.LogSettings;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.log.LogWriter;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessListener;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.ProcessStream;
import org.dora.daemon.process.Processes;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.PreparedNode;

/** A daemon with one dataflow whose nodes are played by the test: real sockets, no processes. */
final class PlayedDaemon implements AutoCloseable {
  final SegmentPool pool = new SegmentPool();
  final UUID dataflow = UuidV7.next(InstantSource.system());
  private final BlockingQueue<DaemonEvent> mailbox = new LinkedBlockingQueue<>();
  private final LongSupplier nanoTime;
  private final DaemonProxy proxy;
  private final CompletableFuture<SortedMap<NodeId, NodeListener>> listeners =
      new CompletableFuture<>();

  /** The lives of each node that were started. */
  private final Map<NodeId, List<Integer>> generations = new HashMap<>();

  private final Map<NodeId, NodeLog> logs = new ConcurrentHashMap<>();

  /** What each of these lives was told of its number. */
  private final Map<NodeId, List<Long>> restartCounts = new HashMap<>();

  private static final ProcessSpec SLEEP =
      ProcessSpec.of(List.of("/bin/sleep", "600"), Map.of(), Path.of("/"));

  /** Runs the nodes that come later, which are played by the test as well. */
  /** No test looks at anything more often. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private final Processes processes = new Processes();

  /** The listeners of nodes that came later. */
  private final Map<NodeId, NodeListener> later = new ConcurrentHashMap<>();

  /** Complete when the end of a process has been dealt with. */
  private final Map<NodeId, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

  private final LogWriter log;
  private final Thread conductor;
  private final CompletableFuture<DataflowResult> result;

  PlayedDaemon(Path folder, String yaml) {
    this(folder, yaml, System::nanoTime);
  }

  /**
   * @param nanoTime the clock by which the daemon lives, such as a {@link HandClock}
   */
  PlayedDaemon(Path folder, String yaml, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    proxy = new DaemonProxy(mailbox, nanoTime);
    UUID id = UuidV7.next(InstantSource.system());
    log =
        new LogWriter(
            new DaemonId(null, id), new Ends(), LogSettings.PLAIN, InstantSource.system());
    Deadlines deadlines = new Deadlines(nanoTime);
    DaemonContext context =
        new DaemonContext(
            id, new HybridLogicalClock(), deadlines, proxy, log, Duration.ofSeconds(120));
    conductor =
        Thread.ofPlatform()
            .name("played-conductor")
            .start(new DaemonConductor(mailbox, deadlines, context, new Players()));
    Descriptor descriptor = DescriptorParser.parse(yaml, "test.yml", Map.of()).descriptor();
    result =
        proxy.run(
            new DataflowSpec(dataflow, new DataflowContext(dataflow, descriptor, folder, false)));
  }

  /** Hears from the log when a node's end is complete: its connections end when they like. */
  private final class Ends implements LogSink {
    @Override
    public void accept(LogMessage message) {
      NodeId node = message.nodeId();
      if (node != null && message.message().startsWith("handling node stop")) {
        ends.computeIfAbsent(node, _ -> new CompletableFuture<>()).complete(null);
      }
    }

    @Override
    public void flush() {}
  }

  /** Tells of a process that only sleeps until it is killed. */
  private final class Sleeper implements ProcessListener {
    private final int generation;

    private Sleeper(int generation) {
      this.generation = generation;
    }

    @Override
    public void onStarted(ChildProcess process) {
      proxy.post(dataflow, new DataflowEvent.NodeStarted(generation, process));
    }

    @Override
    public void onWarning(String warning) {}

    @Override
    public void onLine(OutputLine line) {}

    @Override
    public void onExit(ExitStatus status) {
      proxy.post(dataflow, new DataflowEvent.NodeExited(generation, new NodeExit(status, "")));
    }
  }

  /** Opens the listeners and leaves the rest to the test. */
  private final class Players implements DaemonConductor.Workers {
    @Override
    public void prepare(DataflowSpec spec, Function<NodeId, NodeLog> logs) {
      SortedMap<NodeId, NodeListener> opened = new TreeMap<>();
      SortedMap<NodeId, NodePreparation> ready = new TreeMap<>();
      spec.descriptor()
          .nodes()
          .forEach(node -> {
            try {
              NodeListener listener = NodeListener.open(spec.id(), node.id(), proxy, pool);
              opened.put(node.id(), listener);
              PlayedDaemon.this.logs.put(node.id(), logs.apply(node.id()));
              if (node.program().isDynamic()) {
                ready.put(
                    node.id(),
                    new NodePreparation.Dynamic(
                        listener, spec.context().configOf(node, listener.address())));
                return;
              }
              PreparedNode nothing =
                  new PreparedNode(
                      spec.context().configOf(node, listener.address()),
                      ProcessSpec.of(List.of("nothing"), Map.of(), Path.of("/")),
                      false,
                      List.of());
              ready.put(node.id(), new NodePreparation.Ready(listener, nothing));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      proxy.post(spec.id(), new DataflowEvent.Prepared(ready));
      listeners.complete(opened);
    }

    @Override
    public void prepare(
        int change, DataflowSpec spec, DataflowContext context, NodeDescriptor node, NodeLog log) {
      try {
        NodeListener listener = NodeListener.open(spec.id(), node.id(), proxy, pool);
        later.put(node.id(), listener);
        PreparedNode nothing =
            new PreparedNode(
                context.configOf(node, listener.address()),
                ProcessSpec.of(List.of("nothing"), Map.of(), Path.of("/")),
                false,
                List.of());
        proxy.post(
            spec.id(),
            new DataflowEvent.NodePrepared(
                change,
                node.program().isDynamic()
                    ? new NodePreparation.Dynamic(listener, nothing.config())
                    : new NodePreparation.Ready(listener, nothing)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void start(
        DataflowSpec spec, NodeId node, int generation, NodeLog log, NodePreparation.Ready ready) {
      synchronized (generations) {
        generations.computeIfAbsent(node, _ -> new ArrayList<>()).add(generation);
        restartCounts
            .computeIfAbsent(node, _ -> new ArrayList<>())
            .add(ready.node().config().restartCount());
        generations.notifyAll();
        if (later.containsKey(node)) {
          var _ = processes.start(SLEEP, new Sleeper(generation));
        }
      }
    }

    @Override
    public void lookAtLinks(
        DataflowSpec spec, NodeId node, OptionalInt port, List<Integer> processes) {
      proxy.post(spec.id(), new DataflowEvent.LinksSeen(node, links));
    }

    @Override
    public void configure(
        NodeConfig config, PeeringPlan peering, CompletableFuture<String> answer) {
      answer.complete(NodeConfigWriter.reply(config));
    }

    @Override
    public void end(DataflowSpec spec, Runnable done) {
      done.run();
    }
  }

  /** How the links of all nodes look. */
  volatile LinkState links = LinkState.IDLE;

  /** Waits until a node was started so often and returns all its generations. */
  List<Integer> awaitStarts(String node, int count) {
    synchronized (generations) {
      try {
        while (generations.getOrDefault(new NodeId(node), List.of()).size() < count) {
          generations.wait();
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("waited for the start of " + node, e);
      }
      return List.copyOf(Objects.requireNonNull(generations.get(new NodeId(node))));
    }
  }

  /** Prints a line as a node. */
  void print(String node, String line) {
    Objects.requireNonNull(logs.get(new NodeId(node)))
        .line(
            new OutputLine(ProcessStream.STDOUT, line, true, false, false),
            new LogDelivery(
                pool, parcel -> proxy.post(dataflow, new DataflowEvent.Printed(parcel))));
  }

  /** Returns how often a node was started so far. */
  int starts(String node) {
    settle();
    return awaitStarts(node, 1).size();
  }

  /** Returns the restart counts of all lives of a node. */
  List<Long> restartCounts(String node) {
    synchronized (generations) {
      return List.copyOf(Objects.requireNonNull(restartCounts.get(new NodeId(node))));
    }
  }

  /** Connects as a node; it has registered on both connections but not subscribed. */
  PlayedNode connect(String node) throws IOException {
    awaitStarts(node, 1);
    return connectDynamic(node);
  }

  /** Connects as a node that the daemon did not start. */
  PlayedNode connectDynamic(String node) throws IOException {
    return new PlayedNode(addressOf(node), dataflow, new NodeId(node), pool);
  }

  /** Connects as a node that came later; it has registered but not subscribed. */
  PlayedNode connectLater(String node) throws IOException {
    NodeListener listener = Objects.requireNonNull(later.get(new NodeId(node)));
    return new PlayedNode(listener.address(), dataflow, new NodeId(node), pool);
  }

  /** Asks something of the dataflow. */
  CompletableFuture<Void> command(DataflowCommand command) {
    return proxy.command(dataflow, command);
  }

  CompletableFuture<Void> commandTo(UUID other, DataflowCommand command) {
    return proxy.command(other, command);
  }

  /** Says that the process of one of a node's lives, counted from 1, has ended. */
  void exitLife(String node, int life, ExitStatus status) {
    int generation = awaitStarts(node, life).get(life - 1);
    proxy.post(dataflow, new DataflowEvent.NodeExited(generation, new NodeExit(status, "")));
  }

  /** Waits until the process of a node that came later is gone, and the dataflow knows. */
  void awaitEnd(String node) {
    ends.computeIfAbsent(new NodeId(node), _ -> new CompletableFuture<>()).join();
    settle();
  }

  long catchUp(List<MissedCommand> missed) {
    return proxy.catchUp(dataflow, missed).join();
  }

  Map<String, Bytes> parametersOf(String node) {
    return proxy.parametersOf(dataflow, new NodeId(node)).join();
  }

  void kill() {
    proxy.kill(dataflow);
  }

  InetSocketAddress addressOf(String node) {
    return Objects.requireNonNull(listeners.join().get(new NodeId(node))).address();
  }

  /** Says that a node's process has ended. */
  void exit(String node, ExitStatus status, String stderr) {
    int generation = awaitStarts(node, 1).getLast();
    proxy.post(dataflow, new DataflowEvent.NodeExited(generation, new NodeExit(status, stderr)));
  }

  void exit(String node) {
    exit(node, new ExitStatus.Code(0), "");
  }

  void stop(Duration grace) {
    proxy.stop(dataflow, grace);
  }

  /** Lets time pass once all is done that came before, and waits until all is done that is due. */
  void advance(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minus(STEP)) {
      jump(left.compareTo(STEP) < 0 ? left : STEP);
    }
  }

  /** Lets time pass as it does for a daemon that is held up: nothing is done meanwhile. */
  void jump(Duration time) {
    settle();
    ((HandClock) nanoTime).advance(time);
    settle();
  }

  /** Waits until the daemon has handled all that it has got so far. */
  void settle() {
    FaultCounts _ = proxy.faults().join();
    FaultCounts _ = proxy.faults().join();
  }

  /** Returns what a dynamic node is answered that asks for its configuration. */
  String configurationOf(String node) {
    return proxy.configurationOf(new NodeId(node)).join();
  }

  /** Returns how a node is that has started. */
  NodeSnapshot node(String id) {
    settle();
    return Objects.requireNonNull(proxy.nodes().join().get(dataflow)).stream()
        .filter(node -> node.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  FaultCounts faults() {
    return proxy.faults().join();
  }

  /** Waits for the end of the dataflow. */
  DataflowResult result() throws Exception {
    return result.get(10, TimeUnit.SECONDS);
  }

  boolean hasEnded() {
    return result.isDone();
  }

  @Override
  public void close() throws InterruptedException {
    listeners.join().values().forEach(NodeListener::close);
    later.values().forEach(NodeListener::close);
    processes.close();
    proxy.close();
    conductor.join();
    log.close();
  }
}
