package org.dora.cli.system;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The limits of the control groups that this process is in, of both versions. */
final class Cgroup {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Machine machine;

  Cgroup(Machine machine) {
    this.machine = machine;
  }

  /** Returns the most bytes of memory; version 1 says a number near 2^63 for none. */
  OptionalLong memoryLimit() {
    return least("memory", "memory.max", "memory.limit_in_bytes");
  }

  /** Returns the most threads. */
  OptionalLong processLimit() {
    return least("pids", "pids.max", "pids.max");
  }

  /** A limit holds for all groups below it. */
  private OptionalLong least(String controller, String file, String fileOfVersion1) {
    List<String> files = new ArrayList<>();
    for (String line : machine.lines("/proc/self/cgroup")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        upwards("/sys/fs/cgroup", parts[2], file, files);
      } else if (parts.length == 3 && List.of(parts[1].split(",")).contains(controller)) {
        upwards("/sys/fs/cgroup/" + controller, parts[2], fileOfVersion1, files);
      }
    }
    return files.stream()
        .flatMap(path -> machine.read(path).stream())
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .mapToLong(Long::parseLong)
        .min();
  }

  private static void upwards(String mount, String group, String file, List<String> files) {
    String rest = group.equals("/") ? "" : group;
    while (!rest.isEmpty()) {
      files.add(mount + rest + "/" + file);
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('/')));
    }
    files.add(mount + "/" + file);
  }
}
