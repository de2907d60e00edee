package org.dora.interop.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dora.interop.peers.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random dataflows with random faults: no hang, nothing left, no wrong exit code, and each node
 * sees what it must. {@code -Ddora.seed} repeats a campaign, {@code -Ddora.flow} one of its
 * dataflows.
 */
class FaultCampaignTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
  private static final int FLOWS = (int) Math.ceil(200 * SCALE);
  private static final int AT_ONCE = 2;

  @TempDir private Path folder;

  @Test
  void whateverFailsTheRestIsAsItMustBe() throws Exception {
    long seed = Seed.ofThisRun();
    Integer only = Integer.getInteger("dora.flow");
    System.out.printf("fault campaign: %d dataflows, -Ddora.seed=%d%n", FLOWS, seed);
    Map<PlannedFlow.End, Integer> ends = new EnumMap<>(PlannedFlow.End.class);
    List<Future<List<String>>> runs = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int number = 0; number < FLOWS; number++) {
        if (only == null || only == number) {
          PlannedFlow flow = FlowMaker.make(seed + number);
          ends.merge(flow.end(), 1, Integer::sum);
          Path place = Files.createDirectory(folder.resolve(Integer.toString(number)));
          String name = "-Ddora.seed=%d -Ddora.flow=%d (%s)".formatted(seed, number, flow.end());
          runs.add(executor.submit(() -> judge(flow, name, place)));
        }
      }
    }
    List<String> violations = new ArrayList<>();
    for (Future<List<String>> run : runs) {
      violations.addAll(run.get());
    }
    System.out.println("fault campaign: " + ends);
    assertEquals(List.of(), violations, () -> String.join("\n", violations));
  }

  private static List<String> judge(PlannedFlow flow, String name, Path place)
      throws IOException, InterruptedException {
    List<String> violations = new CampaignRun(flow, place).judge();
    if (!violations.isEmpty()) {
      violations.addFirst("--- " + name);
      violations.add(Files.readString(place.resolve("dataflow.yml")));
    }
    return violations;
  }
}
