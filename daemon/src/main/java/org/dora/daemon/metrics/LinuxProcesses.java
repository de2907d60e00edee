package org.dora.daemon.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Reads the files of {@code /proc}, which proc(5) describes. */
final class LinuxProcesses implements ProcessTable {
  /** The unit of times there, {@code USER_HZ}: 100 on x86 and ARM, whatever the kernel's own. */
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 100;

  // Places in `stat` behind the program's name, which may contain anything.
  private static final int PARENT = 1;
  private static final int GROUP = 2;
  private static final int FIRST_CPU_TIME = 11;
  private static final int LAST_CPU_TIME = 14;
  private static final int START = 19;

  private final Path proc;

  LinuxProcesses(Path proc) {
    this.proc = proc;
  }

  @Override
  public List<Entry> read() {
    List<Entry> all = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        String stat = textOf(folder.resolve("stat"));
        if (!stat.isEmpty()) {
          all.add(entry(Integer.parseInt(folder.getFileName().toString()), stat));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the processes in `" + proc + "`", e);
    }
    return all;
  }

  private static Entry entry(int pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = FIRST_CPU_TIME; i <= LAST_CPU_TIME; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return new Entry(
        pid,
        Integer.parseInt(fields[PARENT]),
        Integer.parseInt(fields[GROUP]),
        Long.parseLong(fields[START]),
        ticks * TICK_NANOS);
  }

  @Override
  public Footprint footprint(int pid) {
    Path folder = proc.resolve(Integer.toString(pid));
    String io = textOf(folder.resolve("io"));
    return new Footprint(
        number(textOf(folder.resolve("status")), "VmRSS:").orElse(0) * 1024,
        number(io, "read_bytes:"),
        number(io, "write_bytes:"));
  }

  /** Returns the number behind a name that begins a line, but not the first. */
  private static OptionalLong number(String text, String name) {
    int at = text.indexOf("\n" + name);
    if (at < 0) {
      return OptionalLong.empty();
    }
    int begin = at + 1 + name.length();
    while (Character.isWhitespace(text.charAt(begin))) {
      begin++;
    }
    int end = begin;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return OptionalLong.of(Long.parseLong(text, begin, end, 10));
  }

  /** Returns a file's text; empty if the process has gone, or is none of ours. */
  private static String textOf(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
