package org.dora.daemon.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What the JDK shows of processes where there is no {@code /proc}: times and parents only. */
final class VisibleProcesses implements ProcessTable {
  @Override
  public List<Entry> read() {
    return ProcessHandle.allProcesses().map(VisibleProcesses::entry).toList();
  }

  private static Entry entry(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return new Entry(
        (int) process.pid(),
        process.parent().map(parent -> (int) parent.pid()).orElse(0),
        0,
        info.startInstant().map(Instant::toEpochMilli).orElse(0L),
        info.totalCpuDuration().map(Duration::toNanos).orElse(0L));
  }

  @Override
  public Footprint footprint(int pid) {
    return new Footprint(0, OptionalLong.empty(), OptionalLong.empty());
  }
}
