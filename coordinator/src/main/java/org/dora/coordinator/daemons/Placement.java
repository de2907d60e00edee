package org.dora.coordinator.daemons;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Decides which daemon runs a node: the machine that it names, else one with all its labels, else
 * one without a name (control-protocol.md, section 13).
 *
 * @param spread whether of several the one with the fewest nodes is taken, or always the first
 * @param autoPlace whether a node that asks for nothing may go to any daemon if all have names
 */
public record Placement(boolean spread, boolean autoPlace) {

  /**
   * What placement has to know about a daemon.
   *
   * @param nodes how many it runs
   */
  public record Candidate(DaemonId id, SortedMap<String, String> labels, int nodes) {}

  /** Daemons without a name come first, then by name, then by age. */
  public static final Comparator<DaemonId> ORDER =
      Comparator.comparing(
              (DaemonId id) -> id.machineId(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(DaemonId::uuid);

  /**
   * Places nodes, each as if those before it ran already.
   *
   * @throws PlacementException for the first that no daemon may run
   */
  public SortedMap<NodeId, DaemonId> place(
      Collection<NodeDescriptor> nodes, Collection<Candidate> candidates) {
    List<Candidate> ordered =
        candidates.stream().sorted(Comparator.comparing(Candidate::id, ORDER)).toList();
    Map<DaemonId, Integer> load = new HashMap<>();
    ordered.forEach(candidate -> load.put(candidate.id(), candidate.nodes()));
    SortedMap<NodeId, DaemonId> places = new TreeMap<>();
    for (NodeDescriptor node : nodes) {
      DaemonId chosen = choose(node.deploy(), ordered, load);
      places.put(node.id(), chosen);
      load.merge(chosen, 1, Integer::sum);
    }
    return places;
  }

  private DaemonId choose(
      @Nullable Deploy deploy, List<Candidate> ordered, Map<DaemonId, Integer> load) {
    String machine = deploy == null ? null : deploy.machine();
    if (machine != null) {
      DaemonId found = best(ordered, load, it -> machine.equals(it.id().machineId()));
      return required(found, "no matching daemon for machine id \"" + machine + "\"");
    }
    SortedMap<String, String> labels = deploy == null ? new TreeMap<>() : deploy.labels();
    if (!labels.isEmpty()) {
      DaemonId found =
          best(ordered, load, it -> it.labels().entrySet().containsAll(labels.entrySet()));
      return required(found, "no daemon matches labels " + quoted(labels));
    }
    DaemonId unnamed = best(ordered, load, it -> it.id().machineId() == null);
    return required(
        unnamed == null && autoPlace ? best(ordered, load, _ -> true) : unnamed,
        "no unnamed daemon connections");
  }

  private static DaemonId required(@Nullable DaemonId found, String refusal) {
    if (found == null) {
      throw new PlacementException(refusal);
    }
    return found;
  }

  private @Nullable DaemonId best(
      List<Candidate> ordered, Map<DaemonId, Integer> load, Predicate<Candidate> fits) {
    DaemonId best = null;
    for (Candidate candidate : ordered) {
      if (fits.test(candidate)
          && (best == null
              || spread && load.getOrDefault(candidate.id(), 0) < load.getOrDefault(best, 0))) {
        best = candidate.id();
      }
    }
    return best;
  }

  /** {@code {"gpu": "true", "zone": "a"}}. */
  private static String quoted(SortedMap<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach((key, value) ->
        text.append(text.length() > 1 ? ", " : "")
            .append('"')
            .append(key)
            .append("\": \"")
            .append(value)
            .append('"'));
    return text.append('}').toString();
  }
}
