package org.dora.daemon.direct;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Divides memory among the pools of all dataflows' producers. Dora's 8 MiB for each make large
 * messages go over TCP: 285 ms instead of 15 for one of 40 MiB.
 *
 * <p>Zenoh locks a pool into memory when the node starts, in the producer and again in each reader,
 * and a node that cannot lock it does without. That takes a second of processor time for each
 * gigabyte. So the producers of a dataflow share {@link #MOST_IN_ALL}, but no more than half of
 * what is free in /dev/shm and not promised to others, no more than an eighth of the memory that is
 * available, and no process gets more than it may lock. A promise counts in full, also where it has
 * been taken up, which errs on the careful side. Safe for use by any thread.
 */
final class SharedMemoryBudget {
  /** Dora's own default. */
  static final long LEAST = 8L << 20;

  /** Hardly more than the default holds no larger messages, but takes longer to lock. */
  private static final long WORTHWHILE = 2 * LEAST;

  /** Holds two messages of 40 MiB; a larger one costs each start its time to lock. */
  static final long MOST = 96L << 20;

  /** What all producers of a dataflow get; with 50 of them that adds a quarter of a second. */
  static final long MOST_IN_ALL = 512L << 20;

  /** What Zenoh locks besides pools: the states of messages on their way. */
  private static final long BESIDES = 2L << 20;

  private static final long STEP = 1L << 20;

  /** Where the present state of the machine is read. */
  interface Machine {
    NodeMemory memory() throws IOException;
  }

  private record Promise(long size, long total) {}

  private final Machine machine;
  private final Map<UUID, Promise> promises = new HashMap<>();

  SharedMemoryBudget(Machine machine) {
    this.machine = machine;
  }

  /**
   * Returns the pool size of each producer of a dataflow; the same at every call until it ends.
   *
   * @param producers how many have a pool
   * @param pools the most pools that any process opens
   * @return empty if the nodes had better use their default
   */
  synchronized OptionalLong poolSize(UUID dataflow, int producers, int pools) {
    Promise known = promises.get(dataflow);
    if (known == null) {
      try {
        long size = share(machine.memory(), producers, pools);
        known = new Promise(size, size * producers);
      } catch (IOException _) {
        known = new Promise(0, 0);
      }
      promises.put(dataflow, known);
    }
    return known.size < STEP ? OptionalLong.empty() : OptionalLong.of(known.size);
  }

  private long share(NodeMemory memory, int producers, int pools) {
    long promised = promises.values().stream().mapToLong(Promise::total).sum();
    long all = Math.min(Math.max(0, memory.shared() - promised) / 2, memory.available() / 8);
    long share = Math.min(all, MOST_IN_ALL) / producers;
    long size = share < WORTHWHILE ? LEAST : Math.min(share, MOST);
    return Math.min(size, Math.max(0, memory.lockable() - BESIDES) / pools) / STEP * STEP;
  }

  synchronized void end(UUID dataflow) {
    promises.remove(dataflow);
  }
}
