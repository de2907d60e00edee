package org.dora.zenoh.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Whatever bytes come, the decoder reads them or says that they are malformed. {@code -Ddora.seed}
 * repeats a run.
 */
class MutatedBatchesTest {
  private static final boolean CAMPAIGN =
      System.getProperty("dora.campaign.scale", "0.05").startsWith("1");
  private static final int COUNT = CAMPAIGN ? 10_000_000 : 500_000;

  private final WireWriter writer = new WireWriter();

  @Test
  void nothingButMalformedEscapesTheDecoder() {
    long seed = Long.getLong("dora.seed", CAMPAIGN ? System.nanoTime() : 1);
    System.out.printf("mutated batches: %d, -Ddora.seed=%d%n", COUNT, seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> originals = new ArrayList<>();
    for (JsonNode recording : Recordings.read("batches.json")) {
      originals.add(HexFormat.of().parseHex(recording.get("hex").asString()));
    }
    MemorySegment memory = Arena.ofAuto().allocate(0x1_0000);
    int understood = 0;
    for (int index = 0; index < COUNT; index++) {
      byte[] mutant = mutate(originals.get(random.nextInt(originals.size())), random);
      MemorySegment.copy(mutant, 0, memory, JAVA_BYTE, 0, mutant.length);
      if (isUnderstood(memory.asSlice(0, mutant.length))) {
        understood++;
      }
    }
    assertTrue(understood > COUNT / 100 && understood < COUNT, "understood: " + understood);
  }

  private boolean isUnderstood(MemorySegment bytes) {
    try {
      Batch.read(bytes).write(writer);
      return true;
    } catch (MalformedException _) {
      return false;
    }
  }

  private static byte[] mutate(byte[] original, SplittableRandom random) {
    byte[] mutant = original.clone();
    for (int count = 1 + random.nextInt(4); count > 0; count--) {
      int place = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[place] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[place] = (byte) random.nextInt();
        case 2 -> mutant[place] = (byte) 0xff;
        default -> mutant = Arrays.copyOf(mutant, Math.max(1, place));
      }
    }
    return mutant;
  }
}
