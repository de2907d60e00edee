package org.dora.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a process of this machine uses, from {@code /proc}. */
final class ProcessUsage {
  /** USER_HZ, the same on every Linux that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final Path folder;
  private long ticks;
  private long nanos;

  ProcessUsage(long pid) throws IOException {
    folder = Path.of("/proc", Long.toString(pid));
    restart();
  }

  /** Begins a new interval for {@link #cpu}. */
  void restart() throws IOException {
    ticks = ticks();
    nanos = System.nanoTime();
  }

  private long ticks() throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(words[11]) + Long.parseLong(words[12]);
  }

  /** Returns the share of one processor since the interval began. */
  String cpu() throws IOException {
    double seconds = (System.nanoTime() - nanos) / 1e9;
    return String.format(
        Locale.ROOT, "%.0f %%", 100 * (ticks() - ticks) / TICKS_PER_SECOND / seconds);
  }

  /** Returns the memory in use, in MiB. */
  long rss() throws IOException {
    return value("VmRSS:");
  }

  /** Returns the most memory that ever was in use, in MiB. */
  long peak() throws IOException {
    return value("VmHWM:");
  }

  private long value(String key) throws IOException {
    return Files.readAllLines(folder.resolve("status")).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
