package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.dora.common.memory.SegmentPool;
import org.junit.jupiter.api.Test;

class PooledArrowMemoryTest {
  @Test
  void arrowTakesItsMemoryFromTheSharedPoolAndGivesItBack() {
    long before = SegmentPool.shared().liveBytes();
    try (RootAllocator allocator = new RootAllocator()) {
      try (ArrowBuf buffer = allocator.buffer(10_000)) {
        assertTrue(SegmentPool.shared().liveBytes() - before >= 10_000);
        assertEquals(0, buffer.memoryAddress() % 64);
        buffer.setLong(9_992, 42);
        assertEquals(42, buffer.getLong(9_992));
      }
    }
    assertEquals(before, SegmentPool.shared().liveBytes());
  }

  @Test
  void anEmptyBufferNeedsNoMemory() {
    try (RootAllocator allocator = new RootAllocator();
        ArrowBuf empty = allocator.getEmpty()) {
      assertEquals(0, empty.capacity());
    }
  }

  @Test
  void noneOfArrowsOwnAllocatorsIsOnTheClassPath() {
    for (String name :
        new String[] {
          "org.apache.arrow.memory.netty.DefaultAllocationManagerFactory",
          "org.apache.arrow.memory.unsafe.UnsafeAllocationManager",
          "org.apache.arrow.memory.netty.NettyAllocationManager"
        }) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
    }
  }
}
