package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.message.DaemonRequest;
import org.dora.daemon.connection.NodeEventQueue.InputLoad;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.metrics.NodeStatus;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the nodes of a dataflow are, as observers are told. */
@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class NodeSnapshotsTest {
  private static final DataId X = new DataId("x");
  private static final int SENT = 100;

  /** What may wait in the daemon on an input of {@code queue_size: 1}. */
  private static final int KEPT = 65;

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private final List<PlayedNode> nodes = new ArrayList<>();

  private void start(String sink) {
    daemon =
        new PlayedDaemon(
            folder,
            """
            health_check_interval: 1
            nodes:
              - {id: source, path: a, outputs: [out]}
              - {id: sink, path: b, %s}
            """
                .formatted(sink),
            new HandClock());
  }

  private PlayedNode connect(String node) throws IOException {
    PlayedNode connected = daemon.connect(node);
    nodes.add(connected);
    return connected;
  }

  @AfterEach
  void end() throws InterruptedException {
    nodes.forEach(PlayedNode::close);
    daemon.close();
  }

  /** Sends what the sink does not fetch, and waits until the daemon has taken it. */
  private static void flood(PlayedNode source) throws IOException {
    for (int i = 0; i < SENT; i++) {
      source.sendNumber("out", i);
    }
    source.ask(new DaemonRequest.ExtensionDrop("n", "k"));
  }

  @Test
  void whatIsDroppedCountsOnOverSubscriptionsAndLives() throws Exception {
    start("restart_policy: always, inputs: {x: {source: source/out, queue_size: 1}}");
    PlayedNode source = connect("source");
    PlayedNode sink = connect("sink");
    var ready = source.subscribe();
    sink.join();
    ready.join();
    flood(source);
    assertEquals(Map.of(X, new InputLoad(KEPT, SENT - KEPT)), daemon.node("sink").inputs());
    assertEquals(KEPT, daemon.node("sink").pendingMessages());

    sink.join();
    flood(source);
    assertEquals(Map.of(X, new InputLoad(KEPT, 2 * (SENT - KEPT))), daemon.node("sink").inputs());

    sink.close();
    daemon.exit("sink", new ExitStatus.Code(1), "");
    daemon.awaitStarts("sink", 2);
    assertEquals(Map.of(X, new InputLoad(0, 2 * (SENT - KEPT))), daemon.node("sink").inputs());
    assertEquals(1, daemon.node("sink").restartCount());
    connect("sink").join();
    flood(source);
    assertEquals(Map.of(X, new InputLoad(KEPT, 3 * (SENT - KEPT))), daemon.node("sink").inputs());
  }

  @Test
  void aReplacementCountsOn() throws Exception {
    start("inputs: {x: {source: source/out, queue_size: 1}}");
    PlayedNode source = connect("source");
    PlayedNode sink = connect("sink");
    var ready = source.subscribe();
    sink.join();
    ready.join();
    flood(source);
    NodeDescriptor replacement =
        DescriptorParser.parse(
                "nodes: [{id: sink, path: c, inputs: {x: {source: source/out, queue_size: 1}}}]",
                "node.yml",
                Map.of())
            .descriptor()
            .nodes()
            .getFirst();
    daemon.command(new DataflowCommand.ReplaceNode(replacement, false, null)).join();
    assertEquals(Map.of(X, new InputLoad(0, SENT - KEPT)), daemon.node("sink").inputs());
  }

  @Test
  void aBrokenInputDegradesItsNodeUntilSomethingComes() throws Exception {
    start("inputs: {x: {source: source/out, input_timeout: 3}}");
    PlayedNode source = connect("source");
    PlayedNode sink = connect("sink");
    var ready = source.subscribe();
    sink.join();
    ready.join();
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
    assertEquals(NodeStatus.RUNNING, daemon.node("sink").status());

    daemon.advance(Duration.ofSeconds(4));
    assertEquals(NodeStatus.DEGRADED, daemon.node("sink").status());
    assertEquals(List.of(X), daemon.node("sink").brokenInputs());
    assertEquals(NodeStatus.RUNNING, daemon.node("source").status());

    source.sendNumber("out", 2);
    sink.nextUntil("InputRecovered x");
    assertEquals(NodeStatus.RUNNING, daemon.node("sink").status());
    assertEquals(List.of(), daemon.node("sink").brokenInputs());
  }

  @Test
  void aNodeBetweenTwoLivesIsRestartingAndOneAtItsEndStoppedOrFailed() throws Exception {
    start(
        "restart_policy: on-failure, restart_delay: 5, max_restarts: 1, inputs: {x: dora/timer/secs/9}");
    PlayedNode source = connect("source");
    PlayedNode sink = connect("sink");
    var ready = source.subscribe();
    sink.join();
    ready.join();
    sink.close();
    daemon.exit("sink", new ExitStatus.Code(1), "");
    source.close();
    daemon.exit("source");
    daemon.settle();
    daemon.advance(Duration.ofSeconds(1));
    assertEquals(NodeStatus.RESTARTING, daemon.node("sink").status());
    assertEquals(NodeStatus.STOPPED, daemon.node("source").status());

    daemon.advance(Duration.ofSeconds(5));
    daemon.awaitStarts("sink", 2);
    assertEquals(NodeStatus.RUNNING, daemon.node("sink").status());
    NodeSnapshot running = daemon.node("sink");
    assertEquals(1, running.restartCount());
    assertFalse(daemon.hasEnded());
  }
}
