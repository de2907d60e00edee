package org.dora.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Timestamped;
import org.dora.common.net.WebSocketClient;
import org.dora.common.net.WebSocketMessage;

/** A daemon that says of every node that it runs, and starts none. */
final class SimulatedDaemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LARGEST = 64 << 20;
  private static final FaultStats NO_FAULTS = new FaultStats(0, 0, 0, 0);

  private final WebSocketClient socket;
  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final DaemonId id;
  private final boolean answers;
  private final Map<UUID, Set<NodeId>> dataflows = new ConcurrentHashMap<>();
  private final AtomicLong lines = new AtomicLong();

  /**
   * Connects and registers.
   *
   * @param answers whether it answers commands
   */
  SimulatedDaemon(InetSocketAddress coordinator, String machine, boolean answers)
      throws IOException {
    this.answers = answers;
    socket = WebSocketClient.connect(coordinator, "/api/daemon", null, PATIENCE, LARGEST);
    DaemonRegistration registration =
        DaemonRegistration.ours(machine, new TreeMap<>(), ZenohEndpoints.NONE);
    send(new CoordinatorRequest.Register(registration));
    Frame.Request answer = request(socket.read());
    id = ((RegisterResult.Registered) DaemonLink.registered(answer).inner()).daemonId();
    tell(new DaemonEvent.StatusReport(List.of()));
    tell(new DaemonEvent.ZenohListenEndpoint(ZenohEndpoints.NONE));
    Thread _ = Thread.ofVirtual().name("daemon-" + machine).start(this::serve);
  }

  private void send(CoordinatorRequest request) throws IOException {
    socket.send(DaemonLink.request(UUID.randomUUID(), new Timestamped<>(request, clock.now())));
  }

  private void tell(DaemonEvent event) throws IOException {
    send(new CoordinatorRequest.Event(id, event));
  }

  private void serve() {
    try {
      while (true) {
        Frame.Request frame = request(socket.read());
        DaemonCommand command = DaemonLink.command(frame).inner();
        if (answers && command instanceof DaemonCommand.SpawnNodes(Spawn spawn)) {
          DaemonCommandReply begun = new DaemonCommandReply.TriggerSpawnResult(Outcome.ok());
          socket.send(DaemonLink.reply(frame.id(), begun));
          dataflows.put(spawn.dataflowId(), Set.copyOf(spawn.spawnNodes()));
          tell(new DaemonEvent.SpawnResult(spawn.dataflowId(), Outcome.ok()));
        }
      }
    } catch (IOException _) {
      // The connection has ended; whoever measures sees what is missing.
    }
  }

  /** Gives a sign of life. */
  void beat() throws IOException {
    tell(new DaemonEvent.Heartbeat(NO_FAULTS));
  }

  /** Says what all nodes use. */
  void measure() throws IOException {
    for (Map.Entry<UUID, Set<NodeId>> dataflow : dataflows.entrySet()) {
      SortedMap<NodeId, NodeMetrics> nodes = new TreeMap<>();
      for (NodeId node : dataflow.getValue()) {
        nodes.put(
            node,
            new NodeMetrics(
                4711, 1.5F, 50 << 20, 0L, 0L, 0, List.of(), NodeStatus.RUNNING, 0, null));
      }
      tell(new DaemonEvent.Metrics(dataflow.getKey(), nodes, null));
    }
  }

  /** Has a node say the next numbered line, of 100 characters, as if it was printed. */
  void log(UUID dataflow, NodeId node) throws IOException {
    String text = "%09d %s".formatted(lines.getAndIncrement(), "x".repeat(90));
    LogMessage message =
        LogMessage.of(LogLevel.STDOUT, null, text, Instant.now()).from(dataflow, node, id);
    tell(new DaemonEvent.Log(message));
  }

  @Override
  public void close() {
    socket.close();
  }

  private static Frame.Request request(WebSocketMessage message) {
    return (Frame.Request) Frame.read(((WebSocketMessage.Text) message).utf8());
  }
}
