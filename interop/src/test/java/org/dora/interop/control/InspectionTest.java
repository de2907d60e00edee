package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dora.interop.control.MixedCluster.Side;
import org.dora.interop.peers.FreePort;
import org.dora.interop.peers.Program.Outcome;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our three tell of what runs: on a page, in traces, as metrics. */
class InspectionTest {
  @TempDir private static Path folder;
  private static MixedCluster cluster;
  private static int metricsPort;

  @BeforeAll
  static void start() throws IOException {
    MixedCluster.copyFiles(folder);
    Files.copy(Path.of("src/test/resources/matrix/terminal.py"), folder.resolve("terminal.py"));
    metricsPort = FreePort.find();
    cluster =
        new MixedCluster(
            folder,
            Side.OURS,
            Side.OURS,
            Side.OURS,
            "--metrics-port",
            Integer.toString(metricsPort));
    cluster.succeed("start", "steady.yml", "--name", "steady", "--detach");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void thePageEndsByKeyAndCtrlCAndLeavesTheTerminalAsItWas() {
    for (String keys : new String[] {"nq", "\\x1b", "\\x03"}) {
      Outcome outcome =
          cluster.execute(
              ReleasedPeers.python().toString(),
              "terminal.py",
              "source",
              keys,
              Side.OURS.dora().toString(),
              "top");
      assertEquals("exit 0 settings same page left\n", outcome.stdout(), outcome::toString);
    }
  }

  @Test
  void bothCommandLinesReadOurTraces() {
    String ours = cluster.succeed("trace", "list");
    assertTrue(ours.contains("  spawn_dataflow  2 "), ours);
    String id = ours.lines().skip(1).findFirst().orElseThrow().split(" ")[0];
    String view = cluster.succeed("trace", "view", id);
    assertTrue(view.matches("(?s)spawn_dataflow \\[INFO .*\\n {2}SpawnNodes \\[INFO .*"), view);
    String dora = ReleasedPeers.dora().toString();
    assertTrue(cluster.execute(dora, "trace", "list").stdout().contains("spawn_dataflow"));
    Outcome released = cluster.execute(dora, "trace", "view", id);
    assertTrue(released.stdout().startsWith("spawn_dataflow [INFO "), released::toString);
  }

  @Test
  void coordinatorAndDaemonCountMessagesAndLines() throws Exception {
    for (int port : new int[] {cluster.port(), metricsPort}) {
      String expected = "(?s).*dora_output_messages_total\\{[^}]*output=\"number\"[^}]*} [1-9].*";
      String lines = "(?s).*dora_log_lines_total\\{[^}]*node=\"sink\",level=\"stdout\"} [1-9].*";
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      String text = metrics(port);
      while (!text.matches(expected) || !text.matches(lines)) {
        assertTrue(System.nanoTime() < end, text);
        text = metrics(port);
      }
      assertTrue(text.contains("dora_node_status{"), text);
    }
  }

  private static String metrics(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
              .version(HttpClient.Version.HTTP_1_1)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }
}
