package org.dora.interop.chaos;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
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

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedHoldsAndNodesNoticeNothing() throws Exception {
    long seed = Seed.ofThisRun();
    Random random = new Random(seed);
    List<Blow> blows = Blow.campaign(SCALE, random);
    System.out.printf("chaos: %d rounds, -Ddora.seed=%d%n", blows.size(), seed);
    try (Cluster cluster = new Cluster(folder)) {
      Rounds rounds = new Rounds(cluster, random);
      check(cluster, rounds.begin(), "start");
      for (int i = 0; i < blows.size(); i++) {
        String round = "round %d of -Ddora.seed=%d: %s".formatted(i, seed, blows.get(i));
        try {
          check(cluster, rounds.run(blows.get(i)), round);
        } catch (RuntimeException e) {
          throw new AssertionError(round + "\n" + cluster.logs(), e);
        }
      }
      System.out.println("chaos: " + rounds.summary());
    }
  }

  private static void check(Cluster cluster, List<String> violations, String round)
      throws IOException {
    if (!violations.isEmpty()) {
      fail("%s%n%s%n%s".formatted(round, String.join("\n", violations), cluster.logs()));
    }
  }
}
