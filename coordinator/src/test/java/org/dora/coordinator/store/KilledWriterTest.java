package org.dora.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after kill -9 in the middle of commits. */
class KilledWriterTest {
  private static final double SCALE =
      Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05"));
  private static final int ROUNDS = Math.max(1, (int) (60 * SCALE));
  private static final int MOST_CHANGES = 3000;

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLost() throws IOException, InterruptedException {
    long seed = Long.getLong("dora.seed", SCALE < 1 ? 1 : new Random().nextLong());
    System.out.println("KilledWriterTest: " + ROUNDS + " rounds, -Ddora.seed=" + seed);
    Random random = new Random(seed);
    Path path = folder.resolve("coordinator.sqlite");
    Set<String> acknowledged = new TreeSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      writeUntilKilled(path, round * 1_000_000, 1 + random.nextInt(MOST_CHANGES), acknowledged);
      try (SqliteStore store = SqliteStore.open(path, false, SqliteStoreTest.libraries())) {
        Set<String> lost = new TreeSet<>(acknowledged);
        lost.removeAll(
            store.parameters(CommittingProgram.DATAFLOW, CommittingProgram.NODE).keySet());
        assertEquals(Set.of(), lost, "seed " + seed + ", round " + round);
      }
    }
  }

  private static void writeUntilKilled(Path path, int first, int count, Set<String> acknowledged)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingProgram.class.getName(),
                path.toString(),
                SqliteStoreTest.libraries().toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = child.inputReader()) {
      for (int i = 0; i < count; i++) {
        String line = lines.readLine();
        assertNotNull(line, "the program has ended by itself");
        acknowledged.add("k" + line);
      }
      child.toHandle().destroyForcibly(); // the process itself would close what is to be read
      // The last line may be cut off: what it acknowledges is not known.
      for (String line = lines.readLine(), next; line != null; line = next) {
        next = lines.readLine();
        if (next != null) {
          acknowledged.add("k" + line);
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
