package org.dora.interop.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which process each node is, so that a restart is noticed. */
final class Processes {
  private final Map<String, Long> known = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();

  /** Adds a violation unless exactly one process is the node, and the same as before. */
  void checkSame(String name, List<Witness> living, List<String> violations) {
    if (living.size() != 1) {
      violations.add(name + " should run once: " + living);
      return;
    }
    long pid = living.getFirst().pid();
    seen.put(name, pid);
    Long before = known.get(name);
    if (before != null && before != pid) {
      violations.add("%s is process %d, was %d".formatted(name, pid, before));
    }
  }

  /** Adds a violation if any process is the node. */
  void checkNone(String name, List<Witness> living, List<String> violations) {
    forget(name);
    if (!living.isEmpty()) {
      violations.add(name + " should not run: " + living);
    }
  }

  /** All was well: nodes are to stay the processes that were seen. */
  void remember() {
    known.putAll(seen);
  }

  /** A node may be another process from now on. */
  void forget(String name) {
    known.remove(name);
    seen.remove(name);
  }

  void forgetAll() {
    known.clear();
    seen.clear();
  }
}
