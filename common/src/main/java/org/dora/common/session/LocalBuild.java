package org.dora.common.session;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.id.NodeId;

/**
 * Where a build on one machine has put its nodes.
 *
 * @param nodeWorkingDirs the folder that each node runs in
 * @param pythonEnvDirs the Python environment of each node that has one of its own; the folder
 *     exists only after a build with {@code --uv}
 * @param confinedNodes nodes whose program is looked for in their folder only
 */
public record LocalBuild(
    SortedMap<NodeId, Path> nodeWorkingDirs,
    SortedMap<NodeId, Path> pythonEnvDirs,
    SortedSet<NodeId> confinedNodes) {
  /** Nothing was built. */
  public static final LocalBuild NONE =
      new LocalBuild(new TreeMap<>(), new TreeMap<>(), new TreeSet<>());

  public LocalBuild {
    nodeWorkingDirs = Collections.unmodifiableSortedMap(new TreeMap<>(nodeWorkingDirs));
    pythonEnvDirs = Collections.unmodifiableSortedMap(new TreeMap<>(pythonEnvDirs));
    confinedNodes = Collections.unmodifiableSortedSet(new TreeSet<>(confinedNodes));
  }
}
