package org.dora.daemon.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what the kernel would show of processes. */
final class FakeProc {
  private final Path folder;

  FakeProc(Path folder) {
    this.folder = folder;
  }

  /** Begins or changes a process; its times are in steps of 10 ms. */
  void process(int pid, int parent, int group, long start, long cpuTicks, long reapedTicks)
      throws IOException {
    String stat =
        "%d (a) b (c %d) S %d %d %d 0 -1 4194304 100 200 0 0 %d %d %d %d 20 0 1 0 %d 999999 77 18446744073709551615 1 1 0"
            .formatted(
                pid,
                pid,
                parent,
                group,
                group,
                cpuTicks - cpuTicks / 3,
                cpuTicks / 3,
                reapedTicks,
                0,
                start);
    write(pid, "stat", stat);
  }

  void memory(int pid, long kibibytes) throws IOException {
    write(
        pid,
        "status",
        "Name:\ta\nVmHWM:\t  999999 kB\nVmRSS:\t  " + kibibytes + " kB\nRssAnon:\t 1 kB\n");
  }

  void io(int pid, long read, long written) throws IOException {
    write(
        pid,
        "io",
        "rchar: 7\nwchar: 8\nsyscr: 9\nsyscw: 10\nread_bytes: %d\nwrite_bytes: %d\ncancelled_write_bytes: 11\n"
            .formatted(read, written));
  }

  void end(int pid) throws IOException {
    Path process = folder.resolve(Integer.toString(pid));
    for (String file : new String[] {"stat", "status", "io"}) {
      Files.deleteIfExists(process.resolve(file));
    }
    Files.delete(process);
  }

  private void write(int pid, String file, String text) throws IOException {
    Path process = Files.createDirectories(folder.resolve(Integer.toString(pid)));
    Path _ = Files.writeString(process.resolve(file), text);
  }
}
