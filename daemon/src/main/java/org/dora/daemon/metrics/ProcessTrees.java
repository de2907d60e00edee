package org.dora.daemon.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.daemon.metrics.ProcessTable.Entry;
import org.jspecify.annotations.Nullable;

/** Who descends from whom in one reading of a {@link ProcessTable}. */
final class ProcessTrees {
  private final Map<Integer, Entry> all = new HashMap<>();
  private final Map<Integer, List<Entry>> children = new HashMap<>();
  private final Map<Integer, List<Entry>> groups = new HashMap<>();

  ProcessTrees(List<Entry> processes) {
    for (Entry process : processes) {
      all.put(process.pid(), process);
      children.computeIfAbsent(process.parent(), _ -> new ArrayList<>()).add(process);
      groups.computeIfAbsent(process.group(), _ -> new ArrayList<>()).add(process);
    }
  }

  @Nullable Entry find(int pid) {
    return all.get(pid);
  }

  /**
   * Returns a process, those that stayed in the group that it leads though their parents have
   * ended, and all descendants.
   */
  List<Entry> of(Entry root) {
    Map<Integer, Entry> members = new LinkedHashMap<>();
    members.put(root.pid(), root);
    groups
        .getOrDefault(root.pid(), List.of())
        .forEach(member -> members.putIfAbsent(member.pid(), member));
    List<Entry> open = new ArrayList<>(members.values());
    while (!open.isEmpty()) {
      for (Entry child : children.getOrDefault(open.removeLast().pid(), List.of())) {
        if (members.putIfAbsent(child.pid(), child) == null) {
          open.add(child);
        }
      }
    }
    return List.copyOf(members.values());
  }
}
