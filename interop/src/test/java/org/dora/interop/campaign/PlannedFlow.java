package org.dora.interop.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A random dataflow and what happens to it as a whole.
 *
 * @param seed by which it was made
 * @param nodes each behind those that it reads
 * @param end how it comes to its end
 * @param stopAfter milliseconds until it is stopped, where it is
 * @param settled how many nodes have connected when the daemon is frozen, interrupted or killed
 * @param diskFull whether log files cannot grow beyond half a MiB
 * @param frozen whether the daemon stands still for a second, as in a container that is paused
 */
record PlannedFlow(
    long seed,
    List<PlannedNode> nodes,
    End end,
    int stopAfter,
    int settled,
    boolean diskFull,
    boolean frozen) {

  /** Messages that sources send when all that restart has restarted: everybody gets these. */
  static final int TAIL = 5;

  /** How a dataflow comes to its end. */
  enum End {
    /** Its sources end, and everything after them. */
    BY_ITSELF,
    /** Some node ends before all have connected, so that no other can. */
    AT_THE_START,
    /** It is stopped. */
    STOPPED,
    /** The user presses Ctrl-C twice. */
    INTERRUPTED,
    /** The daemon is killed. */
    KILLED
  }

  PlannedNode node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
  }

  /** Returns all nodes behind one, however far. */
  Set<String> after(String source) {
    Set<String> found = new HashSet<>(Set.of(source));
    for (PlannedNode node : nodes) {
      if (node.inputs().stream().anyMatch(input -> found.contains(input.source()))) {
        found.add(node.id());
      }
    }
    found.remove(source);
    return found;
  }

  String yaml(Path journals) {
    StringBuilder yaml = new StringBuilder("health_check_interval: 0.1\nnodes:\n");
    for (PlannedNode node : nodes) {
      List<String> gate = new ArrayList<>();
      for (String behind : after(node.id())) {
        gate.add(behind + "." + node(behind).lastLife() + ".up");
      }
      yaml.append(node.yaml(journals, gate, TAIL));
    }
    return yaml.toString();
  }
}
