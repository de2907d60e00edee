package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharedMemoryBudgetTest {
  private static final long MIB = 1L << 20;
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private static SharedMemoryBudget machine(long shared, long available, long lockable) {
    return new SharedMemoryBudget(() ->
        new NodeMemory(
            shared * MIB,
            available * MIB,
            lockable == NodeMemory.UNLIMITED ? lockable : lockable * MIB));
  }

  private static SharedMemoryBudget machine(long shared, long available) {
    return machine(shared, available, NodeMemory.UNLIMITED);
  }

  private static long mib(OptionalLong size) {
    assertEquals(0, size.orElseThrow() % MIB);
    return size.orElseThrow() / MIB;
  }

  @Test
  void producersShareHalfOfWhatIsFree() {
    assertEquals(32, mib(machine(256, 100_000).poolSize(FIRST, 4, 2)));
  }

  @Test
  void memoryThatIsNotThereIsNotShared() {
    assertEquals(16, mib(machine(8000, 512).poolSize(FIRST, 4, 2)));
  }

  @Test
  void noPoolIsSmallerThanDorasOrLargerThanIsUseful() {
    assertEquals(8, mib(machine(64, 100_000).poolSize(FIRST, 50, 2)));
    assertEquals(8, mib(machine(24_000, 100_000).poolSize(FIRST, 50, 2)));
    assertEquals(96, mib(machine(24_000, 100_000).poolSize(FIRST, 1, 1)));
    assertEquals(51, mib(machine(24_000, 100_000).poolSize(SECOND, 10, 1)));
  }

  @Test
  void whatWasPromisedToOthersIsNotPromisedTwice() {
    SharedMemoryBudget budget = machine(512, 100_000);
    assertEquals(64, mib(budget.poolSize(FIRST, 4, 2)));
    assertEquals(32, mib(budget.poolSize(SECOND, 4, 2)));
    budget.end(FIRST);
    assertEquals(32, mib(budget.poolSize(SECOND, 4, 2)));
    budget.end(SECOND);
    assertEquals(64, mib(budget.poolSize(SECOND, 4, 2)));
  }

  @Test
  void aProcessCanLockAllPoolsThatItOpens() {
    assertEquals(3, mib(machine(512, 100_000, 8).poolSize(FIRST, 4, 2)));
    assertTrue(machine(512, 100_000, 2).poolSize(FIRST, 4, 2).isEmpty());
  }

  @Test
  void whereNothingIsKnownNodesUseTheirDefault() {
    SharedMemoryBudget budget =
        new SharedMemoryBudget(() -> {
          throw new IOException("no /dev/shm");
        });
    assertTrue(budget.poolSize(FIRST, 4, 2).isEmpty());
  }

  @Test
  void theRightToLockMemoryBeatsTheLimit() {
    String limits = "Max locked memory         8388608              8388608              bytes\n";
    assertEquals(8 * MIB, NodeMemory.lockable(limits, "CapEff:\t0000000000000000\n"));
    assertEquals(NodeMemory.UNLIMITED, NodeMemory.lockable(limits, "CapEff:\t0000000000004000\n"));
    assertEquals(
        NodeMemory.UNLIMITED,
        NodeMemory.lockable("Max locked memory  unlimited  unlimited  bytes\n", ""));
  }
}
