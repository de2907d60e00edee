package org.dora.daemon.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process and its descendants may have of the machine.
 *
 * @param cores to run on, empty for those of the daemon; cores that do not exist are skipped with a
 *     warning
 * @param nice added to the daemon's niceness, -20 to 19; null for the daemon's
 * @param memory private writable bytes that each process may have, beyond which allocations fail;
 *     null for any number. Linux counts what is committed to it, not what it has touched; other
 *     systems may not count at all.
 */
public record ProcessResources(List<Integer> cores, @Nullable Integer nice, @Nullable Long memory) {
  /** Whatever the daemon may have. */
  public static final ProcessResources UNLIMITED = new ProcessResources(List.of(), null, null);

  public ProcessResources {
    cores = List.copyOf(cores);
  }

  /** Returns this with other {@code cores}. */
  public ProcessResources withCores(List<Integer> cores) {
    return new ProcessResources(cores, nice, memory);
  }

  /**
   * Returns the words before a command that set priority and memory, empty if neither is to be.
   * They take effect before the program runs, which may start threads and processes at once; calls
   * for a process that runs already would miss those.
   */
  List<String> launcher() {
    if (nice == null && memory == null) {
      return List.of();
    }
    String limit = memory == null ? "" : "ulimit -d " + Math.ceilDiv(memory, 1024) + " && ";
    String priority = nice == null ? "" : "nice -n " + nice + " ";
    return List.of("/bin/sh", "-c", limit + "exec " + priority + "\"$@\"", "sh");
  }
}
