package org.dora.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.NodeId;

/** The daemons and dataflows of a load; keeps the daemons alive and talking. */
final class Fleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HEARTBEAT_TICKS = 25;
  private static final int METRICS_TICKS = 10;
  private static final long TICK_MILLIS = 200;

  /** The machine of the daemon that answers nothing. */
  static final String SILENT = "m-silent";

  private final CoordinatorAddress coordinator;
  private final List<SimulatedDaemon> daemons = new ArrayList<>();
  private final List<UUID> dataflows = new ArrayList<>();
  private final Thread ticker;

  Fleet(CoordinatorAddress coordinator, int count) throws IOException {
    this.coordinator = coordinator;
    for (int i = 0; i < count; i++) {
      daemons.add(daemon(machine(i), true));
    }
    ticker = Thread.ofPlatform().daemon().name("ticks").start(this::tick);
  }

  private SimulatedDaemon daemon(String machine, boolean answers) throws IOException {
    return new SimulatedDaemon(
        new InetSocketAddress(coordinator.host(), coordinator.port()), machine, answers);
  }

  private static String machine(int number) {
    return "m-" + number;
  }

  /** Spreads what all daemons say over the time, as real ones do. */
  private void tick() {
    try {
      for (int tick = 0; ; tick++) {
        List<SimulatedDaemon> present;
        synchronized (daemons) {
          present = List.copyOf(daemons);
        }
        for (int i = 0; i < present.size(); i++) {
          if ((tick + i) % HEARTBEAT_TICKS == 0) {
            present.get(i).beat();
          }
          if ((tick + i) % METRICS_TICKS == 0) {
            present.get(i).measure();
          }
        }
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException _) {
      // The measurement is over.
    } catch (IOException e) {
      System.err.println("the daemons fall silent: " + e);
    }
  }

  ControlClient client() {
    return ControlClient.connect(coordinator, Map.of());
  }

  /** Adds the daemon that answers nothing. */
  void addSilent() throws IOException {
    SimulatedDaemon silent = daemon(SILENT, false);
    synchronized (daemons) {
      daemons.add(silent);
    }
  }

  /** Starts dataflows, the daemons in turn. */
  void start(int count, int nodes) {
    try (ControlClient client = client()) {
      for (int i = 0; i < count; i++) {
        UUID dataflow = start(client, "flow-" + i, machine(i % daemons.size()), nodes);
        client.ask(
            new ControlRequest.WaitForSpawn(dataflow),
            ControlReply.DataflowSpawned.class,
            PATIENCE);
        dataflows.add(dataflow);
      }
    }
  }

  /** Has a dataflow started on a machine. */
  static UUID start(ControlClient client, String name, String machine, int nodes) {
    StringBuilder yaml = new StringBuilder("nodes:\n");
    for (int node = 0; node < nodes; node++) {
      yaml.append(
          "  - {id: node-%d, path: node.py, outputs: [out], deploy: {machine: %s}}%n"
              .formatted(node, machine));
    }
    Descriptor descriptor =
        DescriptorParser.parse(yaml.toString(), "dataflow.yml", Map.of()).descriptor();
    return client
        .ask(
            new ControlRequest.Start(null, UUID.randomUUID(), descriptor, name, null, false, null),
            ControlReply.DataflowStartTriggered.class,
            PATIENCE)
        .uuid();
  }

  UUID dataflow(int number) {
    return dataflows.get(number);
  }

  /** Has the first node of a dataflow print a line. */
  void log(int number) throws IOException {
    daemons.get(number % daemons.size()).log(dataflows.get(number), new NodeId("node-0"));
  }

  @Override
  public void close() {
    ticker.interrupt();
    daemons.forEach(SimulatedDaemon::close);
  }
}
