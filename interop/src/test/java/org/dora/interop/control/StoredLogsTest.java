package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.interop.control.MixedCluster.Side;
import org.dora.interop.peers.Program.Outcome;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that is larger than the memory of those through whose hands it goes, and one in a folder of
 * its own.
 */
class StoredLogsTest {
  private static final int LINES = 20_000;
  private static final int LINE_BYTES = 1000;

  @TempDir private static Path folder;
  private static MixedCluster cluster;
  private static String dataflow;

  @BeforeAll
  static void start() throws IOException {
    MixedCluster.copyFiles(folder);
    cluster =
        new MixedCluster(
            folder, Side.OURS, Side.OURS, Side.OURS, Map.of("JDK_JAVA_OPTIONS", "-Xmx40m"));
    cluster.succeed("start", "steady.yml", "--name", "large", "--detach");
    cluster.succeed("stop", "large");
    dataflow = cluster.succeed("list", "--quiet").strip();
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      write(files.filter(file -> file.endsWith("log_source.jsonl")).findFirst().orElseThrow());
    }
  }

  private static void write(Path file) throws IOException {
    try (Writer log = Files.newBufferedWriter(file)) {
      for (int i = 0; i < LINES; i++) {
        String head =
            "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"stdout\",\"msg\":\"%06d "
                .formatted(i);
        log.write(head + "x".repeat(LINE_BYTES - head.length() - 3) + "\"}\n");
      }
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static String shell(String command) {
    Outcome outcome = cluster.execute("sh", "-c", command);
    assertEquals(0, outcome.exitCode(), outcome::toString);
    return outcome.stdout().strip();
  }

  @Test
  void allOfItArrivesInOrder() {
    String dora = Side.OURS.dora().toString();
    String count = " | grep -o ' [0-9]\\{6\\} ' | awk '$1 + 0 != NR - 1 {exit 1} END {print NR}'";
    assertEquals(LINES, Integer.parseInt(shell(dora + " logs large source" + count)));
    String last = shell(dora + " logs large --node source --tail 4000 | head -1");
    assertTrue(last.contains(" 016000 x"), last);
    assertEquals("50", shell(dora + " logs large source --grep 0190 --tail 50 | wc -l"));
  }

  @Test
  void theReleasedCommandIsToldHowLargeItIs() {
    String dora = ReleasedPeers.dora().toString();
    Outcome refused = cluster.execute(dora, "logs", dataflow, "--node", "source");
    assertNotEquals(0, refused.exitCode(), refused::toString);
    String size = Integer.toString(LINES * LINE_BYTES);
    assertTrue(refused.stderr().contains("has " + size + " bytes"), refused::toString);
    assertTrue(refused.stderr().contains("`--tail`"), refused::toString);
    Outcome tail = cluster.execute(dora, "logs", dataflow, "--node", "source", "--tail", "3");
    assertEquals(3, tail.stdout().lines().count(), tail::toString);
  }

  @Test
  void aNodeThatWorksElsewhereIsFoundBesideTheOthers() throws IOException {
    Files.writeString(
        folder.resolve("elsewhere.yml"),
        """
        nodes:
          - id: far
            path: %s/source.py
            inputs: {tick: dora/timer/millis/50}
            outputs: [number]
            deploy: {working_dir: %s}
        """
            .formatted(folder, Files.createDirectory(folder.resolve("elsewhere"))));
    cluster.succeed("start", "elsewhere.yml", "--name", "elsewhere", "--detach");
    String id = cluster.succeed("list", "--quiet", "--name", "elsewhere").strip();
    cluster.succeed("stop", "elsewhere");
    Path file = folder.resolve("elsewhere/out").resolve(id).resolve("log_far.jsonl");
    Files.writeString(
        file, "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"stdout\",\"msg\":\"far\"}\n");
    for (Side reader : Side.values()) {
      Outcome logs = cluster.run(reader, "logs", id, "--local", "--node", "far");
      assertTrue(logs.stdout().strip().endsWith(": far"), logs::toString);
    }
  }
}
