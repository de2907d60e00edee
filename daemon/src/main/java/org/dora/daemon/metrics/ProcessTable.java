package org.dora.daemon.metrics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The processes of this machine, as far as the system lets us see them; its methods block. */
interface ProcessTable {
  /**
   * One process.
   *
   * @param group its process group, 0 if unknown
   * @param start when it started, in a unit of the table's own: tells it from another process that
   *     had its pid
   * @param cpuNanos time that it and the children that it has waited for were on a core
   */
  record Entry(int pid, int parent, int group, long start, long cpuNanos) {}

  /**
   * What costs more to find out.
   *
   * @param memory resident bytes
   * @param read bytes fetched from disks, by it and the children that it has waited for
   * @param written bytes sent to disks by the same
   */
  record Footprint(long memory, OptionalLong read, OptionalLong written) {}

  /** Looks at all processes; one that ends meanwhile may be missing. */
  List<Entry> read();

  /** Looks closely at a process; finds nothing if it has ended. */
  Footprint footprint(int pid);

  /** Returns the best table of this machine. */
  static ProcessTable ofThisMachine() {
    Path proc = Path.of("/proc");
    return Files.isReadable(proc.resolve("self/stat"))
        ? new LinuxProcesses(proc)
        : new VisibleProcesses();
  }
}
