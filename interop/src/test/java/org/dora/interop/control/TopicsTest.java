package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dora.interop.control.MixedCluster.Side;
import org.dora.interop.peers.Program.Outcome;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora topic} with released nodes and with released parts around our own. */
class TopicsTest {
  private static final String LARGE =
      """
      import pyarrow as pa
      from dora import Node

      node = Node()
      for event in node:
          if event["type"] == "INPUT":
              node.send_output("data", pa.array([7] * 400_000, type=pa.uint8()))
      """;

  @TempDir private Path folder;

  private MixedCluster cluster(Side cli, Side coordinator, Side daemon) throws IOException {
    MixedCluster.copyFiles(folder);
    String steady = Files.readString(folder.resolve("steady.yml"));
    Files.writeString(
        folder.resolve("debugged.yml"), steady + "debug: {enable_debug_inspection: true}\n");
    Files.writeString(
        folder.resolve("large.yml"),
        """
        nodes:
          - {id: large, path: large.py, inputs: {tick: dora/timer/millis/50}, outputs: [data]}
        """);
    Files.writeString(folder.resolve("large.py"), LARGE);
    return new MixedCluster(folder, cli, coordinator, daemon);
  }

  @Test
  void betweenOurOwnSidesEverythingThatTheDaemonSeesIsShown() throws IOException {
    try (MixedCluster cluster = cluster(Side.OURS, Side.OURS, Side.OURS)) {
      cluster.succeed("start", "debugged.yml", "--name", "debugged", "--detach");
      assertEquals(
          "{\"node\":\"source\",\"name\":\"number\",\"subscribers\":[\"sink/number\"]}\n",
          cluster.succeed("topic", "list", "-f", "json"));
      long before = System.currentTimeMillis();
      List<String> echo =
          cluster
              .succeed("topic", "echo", "source/number", "--count", "3", "-f", "json")
              .lines()
              .toList();
      assertEquals(3, echo.size());
      assertTrue(
          echo.getFirst()
              .matches(
                  "\\{\"timestamp\":\\d+,\"name\":\"source/number\",\"data\":\\[\\d+],\"metadata\":null}"),
          echo::toString);
      long sent = Long.parseLong(echo.getFirst().replaceAll("\\D*(\\d+).*", "$1"));
      assertTrue(sent >= before && sent <= System.currentTimeMillis(), echo::toString);
      String info = cluster.succeed("topic", "info", "source/number", "--duration", "1");
      assertTrue(info.contains("Type: Int64\n") && info.contains("* sink/number"), info);
      assertWhatIsPublishedIsSeenUntilCtrlC(cluster);
      assertOldCliKeepsItsRule(cluster);
      cluster.succeed("stop", "debugged");

      cluster.succeed("start", "large.yml", "--name", "large", "--detach");
      String bandwidth = cluster.succeed("topic", "info", "large/data", "--duration", "1");
      assertTrue(bandwidth.contains("Type: UInt8") && bandwidth.contains("<none>"), bandwidth);
      assertSeesARate(cluster, "large/data");
      assertEquals(
          1, cluster.run(Side.RELEASED, "topic", "echo", "large/data", "--count", "1").exitCode());
      cluster.succeed("stop", "large");
      assertWhatGoesPastTheDaemonIsRefused(cluster);
    }
  }

  private static void assertWhatIsPublishedIsSeenUntilCtrlC(MixedCluster cluster)
      throws IOException {
    try (RunningCommand echo = cluster.begin("topic", "echo")) {
      echo.awaitLines("source/number\t data=[");
      Outcome pub = cluster.run("topic", "pub", "source/number", "77");
      assertEquals("Published to source/number (1 receiver)\n", pub.stderr());
      echo.awaitLines("data=[55,55]"); // the bytes of the text
      long start = System.nanoTime();
      echo.interrupt();
      echo.awaitExit();
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
    }
  }

  private static void assertOldCliKeepsItsRule(MixedCluster cluster) {
    Outcome echo = cluster.run(Side.RELEASED, "topic", "echo", "source/number", "--count", "1");
    assertEquals(0, echo.exitCode(), echo::toString);
    assertTrue(echo.stdout().contains("\"_wire_size\":"), echo::stdout);
  }

  private static void assertWhatGoesPastTheDaemonIsRefused(MixedCluster cluster) {
    cluster.succeed("start", "steady.yml", "--name", "steady", "--detach");
    awaitLog(cluster, "number 2");
    Outcome echo = cluster.run("topic", "echo", "source/number", "--count", "1");
    assertEquals(1, echo.exitCode(), echo::toString);
    assertTrue(echo.stderr().contains("directly to its readers, past the daemon"), echo::stderr);
    Outcome pub = cluster.run("topic", "pub", "source/number", "77");
    assertEquals("Published to source/number (1 receiver)\n", pub.stderr());
    cluster.succeed("stop", "steady");
  }

  private static void assertSeesARate(MixedCluster cluster, String topic) {
    String rates = cluster.succeed("topic", "hz", topic, "--duration", "1");
    String samples = rates.stripTrailing().replaceAll("(?s).*\t", "");
    assertTrue(Integer.parseInt(samples) > 1, rates);
  }

  @Test
  void aReleasedDaemonShowsDataToWhoDoesNotNeedIt() throws IOException {
    try (MixedCluster cluster = cluster(Side.OURS, Side.OURS, Side.RELEASED)) {
      cluster.succeed("start", "debugged.yml", "--name", "debugged", "--detach");
      assertSeesARate(cluster, "source/number");
      cluster.succeed("stop", "debugged");
    }
  }

  @Test
  void ourDaemonStaysBelowTheLimitOfAReleasedCoordinator() throws IOException {
    try (MixedCluster cluster = cluster(Side.OURS, Side.RELEASED, Side.OURS)) {
      cluster.succeed("start", "debugged.yml", "--name", "debugged", "--detach");
      String echo = cluster.succeed("topic", "echo", "source/number", "--count", "2");
      assertFalse(echo.contains("_wire_size"), echo);
      cluster.succeed("stop", "debugged");

      cluster.succeed("start", "large.yml", "--name", "large", "--debug", "--detach");
      String info = cluster.succeed("topic", "info", "large/data", "--duration", "1");
      assertTrue(info.contains("Total messages: 0"), info);
      assertTrue(cluster.succeed("status").contains("✓ Daemon: Running"));
      cluster.succeed("stop", "large");
    }
  }

  private static void awaitLog(MixedCluster cluster, String text) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String log = "";
    while (!log.contains(text)) {
      assertTrue(System.nanoTime() < end, "no `" + text + "` in the log:\n" + log);
      log = cluster.succeed("logs", "--node", "sink");
    }
  }
}
