package org.dora.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whether memory, cores, open files and disk suffice, inside of the limits of a container. */
final class ResourceCheck implements Check {
  private static final long ENOUGH_MEMORY = 512L << 20;
  private static final long ENOUGH_DISK = 1L << 30;

  /** A hundred nodes, with some twenty files each in the daemon. */
  private static final long ENOUGH_FILES = 2048;

  private final Machine machine;
  private final Cgroup cgroup;

  ResourceCheck(Machine machine) {
    this.machine = machine;
    this.cgroup = new Cgroup(machine);
  }

  @Override
  public List<Diagnosis> diagnose() {
    List<Diagnosis> found = new ArrayList<>();
    found.add(cores());
    memory(found);
    files(found);
    processes(found);
    found.add(disk());
    return found;
  }

  private Diagnosis cores() {
    int usable = Runtime.getRuntime().availableProcessors();
    long present =
        machine.lines("/proc/cpuinfo").stream()
            .filter(line -> line.startsWith("processor"))
            .count();
    return Diagnosis.pass(
        "Cores", present > usable ? usable + " of " + present + " usable" : usable + " usable");
  }

  private void memory(List<Diagnosis> found) {
    OptionalLong total = memoryField("MemTotal:");
    OptionalLong available = memoryField("MemAvailable:");
    if (total.isEmpty() || available.isEmpty()) {
      return;
    }
    OptionalLong limit = cgroup.memoryLimit();
    boolean limited = limit.isPresent() && limit.getAsLong() < total.getAsLong();
    long usable =
        limited ? Math.min(available.getAsLong(), limit.getAsLong()) : available.getAsLong();
    String detail =
        "%s available of %s"
                .formatted(Machine.size(available.getAsLong()), Machine.size(total.getAsLong()))
            + (limited ? ", control group limited to " + Machine.size(limit.getAsLong()) : "");
    found.add(
        usable >= ENOUGH_MEMORY
            ? Diagnosis.pass("Memory", detail)
            : Diagnosis.warn(
                "Memory",
                detail,
                "a daemon and each Java node take some 100 MB; end other programs, or raise the"
                    + " container's limit"));
  }

  private OptionalLong memoryField(String name) {
    return machine.lines("/proc/meminfo").stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst();
  }

  /** The JVM raises its own soft limit to the hard one, and its children inherit that. */
  private void files(List<Diagnosis> found) {
    for (String line : machine.lines("/proc/self/limits")) {
      if (line.startsWith("Max open files")) {
        String[] words = line.split(" +");
        String hard = words[4];
        boolean enough = hard.equals("unlimited") || Long.parseLong(hard) >= ENOUGH_FILES;
        String detail = hard + " for each process (hard limit, which dora raises its own to)";
        found.add(
            enough
                ? Diagnosis.pass("Open files", detail)
                : Diagnosis.warn(
                    "Open files",
                    detail,
                    "large dataflows need more: LimitNOFILE= in a service, --ulimit nofile= in a"
                        + " container, /etc/security/limits.conf"));
      }
    }
  }

  private void processes(List<Diagnosis> found) {
    cgroup
        .processLimit()
        .ifPresent(limit ->
            found.add(
                limit >= 512
                    ? Diagnosis.pass("Processes", "at most " + limit + " threads in this container")
                    : Diagnosis.warn(
                        "Processes",
                        "at most " + limit + " threads in this container",
                        "each node has ten and more: `docker run --pids-limit=4096`")));
  }

  private Diagnosis disk() {
    String subject = "Disk";
    try {
      long free = Files.getFileStore(machine.folder()).getUsableSpace();
      String detail = Machine.size(free) + " free in " + machine.folder();
      if (!Files.isWritable(machine.folder())) {
        return Diagnosis.warn(
            subject,
            machine.folder() + " may not be written",
            "logs and sessions go to `out` beside the dataflow's file");
      }
      return free >= ENOUGH_DISK
          ? Diagnosis.pass(subject, detail)
          : Diagnosis.warn(subject, detail, "logs and recordings may not fit");
    } catch (IOException e) {
      return Diagnosis.warn(subject, "cannot be looked at: " + e.getMessage(), "");
    }
  }
}
