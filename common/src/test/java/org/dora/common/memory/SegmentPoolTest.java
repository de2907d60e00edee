package org.dora.common.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentPoolTest {
  private static final long MIB = 1 << 20;

  private final SegmentPool pool = new SegmentPool(4 * MIB);
  private final List<Payload> held = new ArrayList<>();

  @AfterEach
  void everythingGoesBack() {
    releaseAll();
    assertEquals(0, pool.liveBytes());
    pool.trim();
    assertEquals(0, pool.pooledBytes());
  }

  @Test
  void aPayloadHasExactlyTheSizeAskedForAtAMultipleOf64() {
    for (long size : new long[] {1, 63, 64, 1023, 1024, 1025, 16_385, MIB - 1, 3 * MIB, 65 * MIB}) {
      Payload payload = allocate(size);
      assertEquals(size, payload.bytes().byteSize());
      assertEquals(0, payload.bytes().address() % 64, () -> "alignment of " + size + " bytes");
    }
  }

  @Test
  void blocksOfOneSlabDoNotOverlap() {
    for (int i = 0; i < 600; i++) {
      allocate(1024).bytes().fill((byte) i);
    }
    for (int i = 0; i < 600; i++) {
      for (long at = 0; at < 1024; at += 1023) {
        assertEquals((byte) i, held.get(i).bytes().get(ValueLayout.JAVA_BYTE, at));
      }
    }
  }

  @Test
  void anEmptyPayloadTakesNothing() {
    Payload empty = allocate(0);
    assertEquals(0, empty.bytes().byteSize());
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> pool.allocate(-1));
  }

  @Test
  void aReleasedBlockIsUsedAgain() {
    Payload first = pool.allocate(100_000);
    long address = first.bytes().address();
    first.release();
    assertEquals(address, allocate(131_072).bytes().address());
  }

  @Test
  void aBlockInUseIsNotHandedOutTwice() {
    assertNotEquals(allocate(100).bytes().address(), allocate(100).bytes().address());
  }

  @Test
  void countersTellLiveFromPooledBytes() {
    Payload big = pool.allocate(MIB + 1);
    assertEquals(MIB + MIB / 4, pool.liveBytes());
    assertEquals(0, pool.pooledBytes());
    big.release();
    assertEquals(0, pool.liveBytes());
    assertEquals(MIB + MIB / 4, pool.pooledBytes());
  }

  @Test
  void aBlockIsLargeEnoughAndALargeOneWastesAFifthAtMost() {
    SegmentPool nothingKept = new SegmentPool(0);
    for (long power = 1; power <= SegmentPool.MAX_BLOCK_BYTES; power *= 2) {
      for (long size = power; size < 2 * power; size += Math.max(1, power / 8)) {
        for (long each = Math.max(1, size - 1); each <= size + 1; each++) {
          Payload payload = nothingKept.allocate(each);
          long block = nothingKept.liveBytes();
          payload.release();
          long most = each <= SegmentPool.SLAB_BYTES ? 2 * each : each * 5 / 4 + 1;
          String found = "a block of " + block + " bytes for " + each;
          assertTrue(block >= each, found);
          assertTrue(block <= Math.max(SegmentPool.MIN_BLOCK_BYTES, most), found);
        }
      }
    }
  }

  @Test
  void aSlabCountsAsPooledOnceAllItsBlocksAreFree() {
    Payload one = pool.allocate(10);
    Payload two = pool.allocate(10);
    one.release();
    assertEquals(0, pool.pooledBytes());
    two.release();
    assertEquals(SegmentPool.SLAB_BYTES, pool.pooledBytes());
  }

  @Test
  void freeMemoryStaysWithinTheBound() {
    for (int i = 0; i < 16; i++) {
      allocate(MIB);
    }
    for (int i = 0; i < 4096; i++) {
      allocate(1024);
    }
    releaseAll();
    assertTrue(pool.pooledBytes() <= 4 * MIB, () -> pool.pooledBytes() + " bytes are pooled");
    assertTrue(pool.pooledBytes() >= 3 * MIB, () -> pool.pooledBytes() + " bytes are pooled");
  }

  @Test
  void theSizeInUseDisplacesTheSizeThatIsNot() {
    for (int i = 0; i < 4; i++) {
      allocate(MIB);
    }
    releaseAll();
    Payload small = pool.allocate(100_000);
    long address = small.bytes().address();
    small.release();
    assertEquals(address, allocate(100_000).bytes().address(), "the small block was kept");
    assertTrue(pool.pooledBytes() <= 4 * MIB);
  }

  @Test
  void whatIsLargerThanTheLargestBlockIsNotPooled() {
    Payload huge = pool.allocate(SegmentPool.MAX_BLOCK_BYTES + 1);
    assertEquals(SegmentPool.MAX_BLOCK_BYTES + 1, pool.liveBytes());
    huge.release();
    assertEquals(0, pool.pooledBytes());
  }

  @Test
  void aBlockGivenBackToTheSystemCanNoLongerBeRead() {
    Payload payload = pool.allocate(MIB);
    var bytes = payload.bytes();
    payload.release();
    pool.trim();
    assertThrows(IllegalStateException.class, () -> bytes.get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void manyThreadsAllocateWhileOthersRelease() throws Exception {
    int pairs = 16;
    int messages = 2_000;
    List<Future<?>> ends = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int pair = 0; pair < pairs; pair++) {
        BlockingQueue<Payload> handover = new LinkedBlockingQueue<>();
        long tag = pair;
        ends.add(threads.submit(() -> produce(handover, tag, messages)));
        ends.add(threads.submit(() -> consume(handover, tag, messages)));
      }
    }
    for (Future<?> end : ends) {
      end.get();
    }
    assertEquals(0, pool.liveBytes());
    assertTrue(pool.pooledBytes() <= 4 * MIB);
  }

  @Test
  void aPayloadLostUnreleasedIsReportedWithItsPlaceOfAllocation() throws Exception {
    CompletableFuture<LeakTrace.Leak> reported = new CompletableFuture<>();
    SegmentPool traced = new SegmentPool(MIB, new LeakTrace(reported::complete));
    traced.allocate(10).release();
    lose(traced);
    while (!reported.isDone()) {
      System.gc();
      CompletableFuture.anyOf(reported).completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).join();
    }
    LeakTrace.Leak leak = reported.get();
    assertTrue(leak.toString().contains("77 bytes"), leak.toString());
    assertTrue(
        List.of(leak.getStackTrace()).stream().anyMatch(at -> at.getMethodName().equals("lose")));
  }

  private static void lose(SegmentPool pool) {
    assertEquals(77, pool.allocate(77).size());
  }

  private Void produce(BlockingQueue<Payload> handover, long tag, int messages) throws Exception {
    Random sizes = new Random(tag);
    for (long i = 0; i < messages; i++) {
      Payload payload = pool.allocate(16 + sizes.nextInt(1 << sizes.nextInt(4, 17)));
      payload.bytes().set(ValueLayout.JAVA_LONG, 0, tag);
      payload.bytes().set(ValueLayout.JAVA_LONG, 8, i);
      handover.put(payload);
    }
    return null;
  }

  private static Void consume(BlockingQueue<Payload> handover, long tag, int messages)
      throws Exception {
    for (long i = 0; i < messages; i++) {
      try (Payload payload = handover.take()) {
        assertEquals(tag, payload.bytes().get(ValueLayout.JAVA_LONG, 0));
        assertEquals(i, payload.bytes().get(ValueLayout.JAVA_LONG, 8));
      }
    }
    return null;
  }

  private Payload allocate(long size) {
    Payload payload = pool.allocate(size);
    held.add(payload);
    return payload;
  }

  private void releaseAll() {
    held.forEach(Payload::release);
    held.clear();
  }
}
