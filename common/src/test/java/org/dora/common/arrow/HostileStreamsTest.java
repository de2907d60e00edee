package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Damaged streams make an {@link IpcException} or an array that can be read, and nothing else. */
class HostileStreamsTest {
  private static final int ROUNDS =
      (int) (400_000 * Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05")));

  private final SegmentPool pool = new SegmentPool();
  private final RootAllocator allocator = new RootAllocator();
  private final IpcDecoder decoder = new IpcDecoder(allocator);
  private final long seed = Long.getLong("dora.fuzz.seed", System.nanoTime());

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void mutatedStreamsAreRefusedOrReadable() {
    Random random = new Random(seed);
    List<Map.Entry<String, byte[]>> originals = originals();
    int readable = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map.Entry<String, byte[]> original = originals.get(round % originals.size());
      byte[] mutated = mutate(original.getValue().clone(), random);
      try {
        readable += isReadable(mutated) ? 1 : 0;
      } catch (Throwable t) {
        throw new AssertionError(
            "seed %s, round %s, a mutation of %s: %s"
                .formatted(seed, round, original.getKey(), HexFormat.of().formatHex(mutated)),
            t);
      }
    }
    int survivors = readable;
    System.out.printf(
        "%d mutated streams, seed %d: %d readable, the rest refused%n", ROUNDS, seed, survivors);
    assertTrue(readable > ROUNDS / 20, () -> "only " + survivors + " readable, seed " + seed);
    assertTrue(readable < ROUNDS, () -> "nothing was refused, seed " + seed);
  }

  @Test
  void aFieldThatContainsItselfIsRefused() {
    byte[] cyclic =
        HexFormat.of()
            .parseHex(
                "ffffffff780000001000000000000a000c000a00090004000a000000100000000001040008000800"
                    + "00000400080000000400000001000000140000001000160010000e000f0004000000080010000000"
                    + "18000000e0ffffff0000010318000000000006000800060006000000000002000000000004000000"
                    + "6461746100000000ffffffffb8000000100000000c001a0018001700040008000c00000020000000"
                    + "8000000000000000000000000000000304000a0018000c00080004000a0000002c00000010000000"
                    + "02000000000000000000000001000000020000000000000001000000000000000000000002000000"
                    + "00000000000000000100000000000000400000000000000010000000000000000000000000000000"
                    + "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "01000000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "000000000000000000000000000000000000000000000000000000000000d03f0000000000000000"
                    + "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "0000000000000000ffffffff00000000");
    assertFalse(isReadable(cyclic));
  }

  @Test
  void everyTruncationIsRefusedOrReadable() {
    for (Map.Entry<String, byte[]> original : originals()) {
      byte[] whole = original.getValue();
      for (int length = 0; length < whole.length; length++) {
        isReadable(java.util.Arrays.copyOf(whole, length));
      }
    }
  }

  private List<Map.Entry<String, byte[]>> originals() {
    List<Map.Entry<String, byte[]>> originals = new ArrayList<>();
    PayloadVectors.ALL.forEach((name, bytes) -> originals.add(Map.entry(name, bytes)));
    for (String name : OtherVectors.NAMES) {
      try (FieldVector vector = new OtherVectors(allocator).build(name)) {
        originals.add(Map.entry(name, ForeignStreams.stream(vector)));
      }
    }
    return originals;
  }

  private static byte[] mutate(byte[] stream, Random random) {
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(stream.length);
      switch (random.nextInt(4)) {
        case 0 -> stream[at] = (byte) random.nextInt();
        case 1 -> stream[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> stream[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
        default -> {
          int word = at & ~3;
          for (int j = word; j < Math.min(word + 4, stream.length); j++) {
            stream[j] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : 0xff);
          }
        }
      }
    }
    return stream;
  }

  private boolean isReadable(byte[] stream) {
    Payload payload = pool.allocate(stream.length);
    payload.bytes().copyFrom(java.lang.foreign.MemorySegment.ofArray(stream));
    try (payload) {
      IpcView view = IpcView.of(payload);
      assertTrue(readPlain(view) > 0, "some of the short cuts fit no array");
      try (FieldVector vector = decoder.decode(view)) {
        assertTrue(readAll(vector) <= vector.getValueCount());
      }
      return true;
    } catch (IpcException _) {
      return false;
    }
  }

  /** Every short cut gives values or says why not. */
  private static int readPlain(IpcView view) {
    int refused = 0;
    List<Runnable> shortCuts =
        List.of(
            view::toBytes,
            view::toInts,
            view::toLongs,
            view::toFloats,
            view::toDoubles,
            view::toBooleans,
            view::toStrings,
            view::values);
    for (Runnable shortCut : shortCuts) {
      try {
        shortCut.run();
      } catch (IpcException _) {
        refused++;
      }
    }
    return refused;
  }

  /** Values outside of Java's calendar are the reader's affair. */
  private static int readAll(FieldVector vector) {
    int outside = 0;
    int count = Math.min(vector.getValueCount(), 10_000);
    for (int i = 0; i < count; i++) {
      try {
        vector.getObject(i);
      } catch (DateTimeException | ArithmeticException _) {
        outside++;
      }
    }
    return outside;
  }
}
