package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.daemon.dataflow.DataflowResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class DynamicNodeTest {
  private static final String FLOW =
      """
      nodes:
        - {id: guest, path: dynamic, inputs: {y: host/back}, outputs: [out]}
        - {id: host, path: b, inputs: {x: guest/out}, outputs: [back]}
      """;

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private PlayedNode host;

  private void start() throws IOException {
    daemon = new PlayedDaemon(folder, FLOW);
    host = daemon.connect("host");
    host.join();
  }

  private PlayedNode guest() throws IOException {
    PlayedNode guest = daemon.connectDynamic("guest");
    guest.join();
    return guest;
  }

  @AfterEach
  void end() throws InterruptedException {
    host.close();
    daemon.close();
  }

  @Test
  void aNodeMayAskForItsConfigurationAndJoin() throws Exception {
    start();
    NodeConfig config = NodeConfigReader.readReply(daemon.configurationOf("guest"));
    assertTrue(config.dynamic());
    assertEquals(daemon.dataflow, config.dataflowId());
    try (PlayedNode guest = guest()) {
      guest.sendNumber("out", 1);
      assertEquals(List.of("x=1"), host.next());
      host.sendNumber("back", 2);
      assertEquals(List.of("y=2"), guest.next());
    }
  }

  @Test
  void onlyDynamicNodesOfThisDaemonGetAConfiguration() throws Exception {
    start();
    assertEquals(
        "{\"NodeConfig\": {\"result\": {\"Err\": \"no node with ID `nobody`\"}}}",
        daemon.configurationOf("nobody"));
    assertTrue(
        daemon
            .configurationOf("host")
            .contains(
                "failed to get dynamic node config within given dataflow: node with ID `host` in "
                    + daemon.dataflow
                    + " is not dynamic"));
  }

  @Test
  void aNodeThatLeavesClosesItsOutputs() throws Exception {
    start();
    try (PlayedNode guest = guest()) {
      assertEquals(DaemonReply.Result.OK, guest.ask(new DaemonRequest.OutputsDone()));
      assertEquals(List.of("InputClosed x", "AllInputsClosed"), host.nextUntil("AllInputsClosed"));
    }
  }

  @Test
  void aNodeThatDiesClosesItsOutputsToo() throws Exception {
    start();
    PlayedNode guest = guest();
    CompletableFuture<DaemonReply> poll = guest.poll();
    guest.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    guest.close();
    assertThrows(Exception.class, poll::join);
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), host.nextUntil("AllInputsClosed"));
  }

  @Test
  void aNodeMayLeaveAndComeBack() throws Exception {
    start();
    guest().close();
    host.nextUntil("InputClosed x");
    try (PlayedNode guest = guest()) {
      host.sendNumber("back", 3);
      assertEquals(List.of("y=3"), guest.next());
    }
  }

  @Test
  void theDataflowDoesNotWaitForDynamicNodes() throws Exception {
    start();
    try (PlayedNode guest = guest()) {
      host.close();
      daemon.exit("host");
      assertTrue(guest.nextUntil("Stop").contains("InputClosed y"));
      assertEquals(List.of(), guest.next());
    }
    DataflowResult result = daemon.result();
    assertTrue(result.isSuccess());
    assertEquals(1, result.nodes().size(), "a dynamic node has no result");
  }

  @Test
  void aDataflowOfDynamicNodesRunsUntilItIsStopped() throws Exception {
    daemon =
        new PlayedDaemon(
            folder,
            """
            nodes:
              - {id: guest, path: dynamic, inputs: {t: dora/timer/millis/10}}
            """);
    host = daemon.connectDynamic("guest");
    host.join();
    assertEquals("t=", host.next().getFirst());
    assertFalse(daemon.hasEnded());
    daemon.stop(Duration.ofSeconds(10));
    host.nextUntil("Stop");
    host.close();
    assertTrue(daemon.result().isSuccess());
  }
}
