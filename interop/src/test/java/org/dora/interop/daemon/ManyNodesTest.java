package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dataflows of many nodes start, run and stop; the numbers are those of the campaign, scaled. */
class ManyNodesTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));

  @TempDir private Path folder;

  /** A chain: each node has a timer and reads the one before it. */
  @Test
  void nodesOfTheWireProtocolStartTalkAndStop() throws IOException {
    int nodes = scaled(100);
    for (String file : List.of("protocol_node.py", "wire.py")) {
      Files.copy(Path.of("src/test/resources/nodes", file), folder.resolve(file));
    }
    StringBuilder yaml = new StringBuilder("nodes:\n");
    for (int i = 0; i < nodes; i++) {
      String before = i == 0 ? "" : ", before: n" + (i - 1) + "/out";
      yaml.append("  - {id: n%d, path: protocol_node.py, outputs: [out],".formatted(i))
          .append(" inputs: {tick: dora/timer/millis/500%s}}\n".formatted(before));
    }
    Program.Outcome outcome = run(yaml.toString(), "--stop-after", 5 + nodes / 10 + "s");
    assertEquals(0, outcome.exitCode(), outcome.stderr());
    long answered =
        Pattern.compile("stdout n\\d+: inputs=[1-9]\\d* sent=[1-9]\\d*")
            .matcher(outcome.stdout())
            .results()
            .count();
    assertEquals(nodes, answered, outcome.stdout());
  }

  @Test
  void executablesThatNeverConnectStartAndEnd() throws IOException {
    int nodes = scaled(300);
    StringBuilder yaml = new StringBuilder("nodes:\n");
    for (int i = 0; i < nodes; i++) {
      yaml.append("  - {id: p%d, path: sleep, args: '3'}\n".formatted(i));
    }
    Program.Outcome outcome = run(yaml.toString());
    assertEquals(0, outcome.exitCode(), outcome.stderr());
    for (int i = 0; i < nodes; i++) {
      assertTrue(
          outcome.stdout().contains("p%d: daemon p%d finished successfully".formatted(i, i)),
          outcome.stdout());
    }
  }

  private static int scaled(int full) {
    return Math.max(5, (int) Math.round(full * SCALE));
  }

  private Program.Outcome run(String yaml, String... options) throws IOException {
    Files.writeString(folder.resolve("dataflow.yml"), yaml);
    String[] command = new String[options.length + 3];
    command[0] = Executable.dora().toString();
    command[1] = "run";
    command[2] = "dataflow.yml";
    System.arraycopy(options, 0, command, 3, options.length);
    long start = System.nanoTime();
    Program.Outcome outcome =
        Program.of(folder, command).with(Map.of("NO_COLOR", "1")).run(Duration.ofMinutes(4));
    System.out.printf(
        "dora run of %d nodes took %d ms%n",
        yaml.lines().count() - 1, Duration.ofNanos(System.nanoTime() - start).toMillis());
    return outcome;
  }
}
