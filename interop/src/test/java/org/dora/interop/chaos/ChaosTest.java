package org.dora.interop.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dora.interop.peers.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While users start, stop and change dataflows, the coordinator is killed 50 times, the link to the
 * daemon is cut 50 times and the daemon is killed 20 times; {@code -Ddora.seed} repeats a campaign
 * as far as that is possible.
 */
class ChaosTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));

  /** The usual 30 s would make the campaign last for hours. */
  private static final Duration BACKOFF = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedHoldsAndNodesNoticeNothing() throws Exception {
    long seed = Seed.ofThisRun();
    Random random = new Random(seed);
    List<Blow> blows = Blow.campaign(SCALE, random);
    System.out.printf("chaos: %d rounds, -Ddora.seed=%d%n", blows.size(), seed);
    try (Cluster cluster = new Cluster(folder, BACKOFF)) {
      Rounds rounds = new Rounds(cluster, BACKOFF, random);
      List<String> missing = rounds.begin();
      assertEquals(List.of(), missing, cluster.logs());
      for (int i = 0; i < blows.size(); i++) {
        run(cluster, rounds, blows.get(i), "round %d of -Ddora.seed=%d".formatted(i, seed));
      }
      System.out.println("chaos: " + rounds.summary());
    }
  }

  private static void run(Cluster cluster, Rounds rounds, Blow blow, String name)
      throws IOException, InterruptedException {
    List<String> violations = rounds.run(blow);
    if (!violations.isEmpty()) {
      String report =
          "%s: %s%n%s%n%s".formatted(name, blow, String.join("\n", violations), cluster.logs());
      assertEquals(List.of(), violations, report);
    }
  }
}
