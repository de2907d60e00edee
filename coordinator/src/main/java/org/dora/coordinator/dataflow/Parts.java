package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.dora.common.id.DaemonId;
import org.dora.coordinator.daemons.Placement;
import org.jspecify.annotations.Nullable;

/** The parts of a dataflow of which nodes still run, or should. */
final class Parts {
  private final SortedMap<DaemonId, Part> parts = new TreeMap<>(Placement.ORDER);

  void add(Part part) {
    parts.put(part.daemon(), part);
  }

  /** Returns the part that a daemon runs, or null if it runs none. */
  @Nullable Part of(DaemonId daemon) {
    return parts.get(daemon);
  }

  Collection<Part> all() {
    return List.copyOf(parts.values());
  }

  SortedSet<DaemonId> daemons() {
    return Collections.unmodifiableSortedSet(new TreeMap<>(parts).navigableKeySet());
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** A part is over. */
  void remove(DaemonId daemon) {
    parts.remove(daemon);
  }

  void clear() {
    parts.clear();
  }

  /** A daemon has come back under another id. */
  void move(Part part, DaemonId successor) {
    parts.remove(part.daemon());
    part.belongsTo(successor);
    parts.putIfAbsent(successor, part);
  }

  /** Returns those that nobody runs. */
  List<Part> absent() {
    List<Part> absent = new ArrayList<>(parts.values());
    absent.removeIf(part -> !part.isAbsent());
    return absent;
  }

  /** Whether there is something to run and nobody runs any of it. */
  boolean areAllAbsent() {
    return !parts.isEmpty() && parts.values().stream().allMatch(Part::isAbsent);
  }

  boolean areAllReady() {
    return parts.values().stream().allMatch(Part::isReady);
  }

  /** Returns how many have not been started yet. */
  int unspawned() {
    return (int) parts.values().stream().filter(part -> !part.isSpawned()).count();
  }
}
