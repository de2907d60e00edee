package org.dora.daemon.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.dora.daemon.metrics.ProcessTable.Entry;
import org.dora.daemon.metrics.ProcessTable.Footprint;
import org.jspecify.annotations.Nullable;

/**
 * Makes rates of the counters of whole process trees. It compares totals of trees, since what a
 * child has used is its parent's once that has waited for it; a child that nobody waits for takes
 * its share with it, at most until the next sample. Confined to one thread at a time.
 */
final class ResourceMeter {
  /** Rates over less are noise: the system counts time in steps of 10 ms. */
  private static final Duration SHORTEST_WINDOW = Duration.ofMillis(100);

  /** The first process of a tree, as opposed to others that had its pid. */
  private record Root(int pid, long start) {}

  private record Totals(
      long cpuNanos, long memory, OptionalLong read, OptionalLong written, long time) {}

  /** The totals from which the next rates count, and the rates up to them. */
  private record Reading(Totals totals, ResourceUsage usage) {}

  private final ProcessTable table;
  private final LongSupplier nanoTime;
  private Map<Root, Reading> last = Map.of();

  ResourceMeter(ProcessTable table, LongSupplier nanoTime) {
    this.table = table;
    this.nanoTime = nanoTime;
  }

  /** Returns what the trees of some processes take; those that have ended are left out. */
  Map<Integer, ResourceUsage> measure(Set<Integer> pids) {
    Map<Integer, ResourceUsage> usages = new HashMap<>();
    Map<Root, Reading> readings = new HashMap<>();
    if (!pids.isEmpty()) {
      long time = nanoTime.getAsLong();
      ProcessTrees trees = new ProcessTrees(table.read());
      for (int pid : pids) {
        Entry process = trees.find(pid);
        if (process != null) {
          Root root = new Root(pid, process.start());
          Reading reading = reading(last.get(root), totals(trees.of(process), time));
          readings.put(root, reading);
          usages.put(pid, reading.usage);
        }
      }
    }
    last = readings;
    return usages;
  }

  private Totals totals(List<Entry> tree, long time) {
    long cpu = 0;
    long memory = 0;
    OptionalLong read = OptionalLong.empty();
    OptionalLong written = OptionalLong.empty();
    for (Entry process : tree) {
      Footprint footprint = table.footprint(process.pid());
      cpu += process.cpuNanos();
      memory += footprint.memory();
      read = sum(read, footprint.read());
      written = sum(written, footprint.written());
    }
    return new Totals(cpu, memory, read, written, time);
  }

  private static OptionalLong sum(OptionalLong sum, OptionalLong more) {
    return more.isEmpty() ? sum : OptionalLong.of(sum.orElse(0) + more.getAsLong());
  }

  private static Reading reading(@Nullable Reading before, Totals now) {
    if (before == null) {
      return new Reading(
          now, new ResourceUsage(0, now.memory, OptionalLong.empty(), OptionalLong.empty()));
    }
    Totals then = before.totals;
    long elapsed = now.time - then.time;
    if (elapsed < SHORTEST_WINDOW.toNanos()) {
      ResourceUsage usage = before.usage;
      return new Reading(
          then,
          new ResourceUsage(
              usage.cpuPercent(), now.memory, usage.diskReadBytes(), usage.diskWriteBytes()));
    }
    double cpu = 100.0 * Math.max(0, now.cpuNanos - then.cpuNanos) / elapsed;
    return new Reading(
        now,
        new ResourceUsage(
            cpu,
            now.memory,
            perSecond(then.read, now.read, elapsed),
            perSecond(then.written, now.written, elapsed)));
  }

  private static OptionalLong perSecond(OptionalLong then, OptionalLong now, long nanos) {
    if (then.isEmpty() || now.isEmpty()) {
      return OptionalLong.empty();
    }
    long bytes = Math.max(0, now.getAsLong() - then.getAsLong());
    return OptionalLong.of((long) (bytes * 1e9 / nanos));
  }
}
