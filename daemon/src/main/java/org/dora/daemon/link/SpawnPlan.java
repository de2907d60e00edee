package org.dora.daemon.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.PrepareException;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow that the coordinator wants to run, checked as far as that is possible without starting
 * anything (daemon.md section 1.1).
 *
 * @param spec what to run
 */
record SpawnPlan(DataflowSpec spec) {
  /**
   * Checks what is to be started. Working directories exist afterwards.
   *
   * @param directory the daemon's own
   * @param build where the nodes were built
   * @throws OrderRefusedException if it cannot be
   */
  static SpawnPlan of(Spawn order, Path directory, LocalBuild build) {
    requireAllHere(order);
    Descriptor descriptor = order.dataflowDescriptor();
    requireSound(descriptor);
    requireBuilt(descriptor, build);
    Path base = base(directory, order.localWorkingDir(), order.sessionId());
    DataflowContext context =
        new DataflowContext(order.dataflowId(), descriptor, base, true, build, order.uv());
    if (order.writeEventsTo() != null) {
      context.recordEventsIn(Path.of(order.writeEventsTo()));
    }
    SpawnPlan plan = new SpawnPlan(new DataflowSpec(order.dataflowId(), context));
    plan.folders().forEach(SpawnPlan::requireUsable);
    return plan;
  }

  private static void requireAllHere(Spawn order) {
    SortedSet<NodeId> elsewhere = new TreeSet<>(order.nodes().keySet());
    elsewhere.removeAll(order.spawnNodes());
    if (!elsewhere.isEmpty()) {
      throw new OrderRefusedException(
          "this daemon runs whole dataflows only, and nodes "
              + names(elsewhere)
              + " are placed on other machines: place all nodes on one");
    }
  }

  private static String names(SortedSet<NodeId> nodes) {
    return String.join(", ", nodes.stream().map(node -> "`" + node + "`").toList());
  }

  private static void requireSound(Descriptor descriptor) {
    for (Finding finding : DescriptorCheck.findings(descriptor)) {
      switch (finding.kind()) {
        case HUB, RESOLUTION, SETTINGS ->
            throw new OrderRefusedException(
                finding.cause() == null
                    ? finding.message()
                    : finding.message() + ": " + finding.cause());
        case WIRING, WARNING -> {
          // The coordinator has let it pass; it is no reason not to start.
        }
      }
    }
  }

  private static void requireBuilt(Descriptor descriptor, LocalBuild build) {
    for (NodeDescriptor node : descriptor.nodes()) {
      if (node.source().git() != null && !build.nodeWorkingDirs().containsKey(node.id())) {
        throw new OrderRefusedException(
            "node `"
                + node.id()
                + "` comes from a git repository and was not built on this machine: run `dora"
                + " build` before `dora start`, and again after a restart of the daemon");
      }
    }
  }

  /**
   * Returns the folder of a dataflow on this machine, which exists.
   *
   * @param directory the daemon's own
   * @param given what the coordinator says; null for a folder of the session's own
   * @throws OrderRefusedException if it is none
   */
  static Path base(Path directory, @Nullable String given, UUID session) {
    if (given == null) {
      Path own = directory.resolve("_work").resolve(session.toString());
      requireUsable("the session", own);
      return own;
    }
    try {
      Path base = directory.resolve(given);
      if (Files.isDirectory(base)) {
        return base;
      }
    } catch (InvalidPathException _) {
      // It exists no more than others.
    }
    throw new OrderRefusedException("working directory does not exist: " + given);
  }

  private static void requireUsable(NodeId node, Path folder) {
    requireUsable("node `" + node + "`", folder);
  }

  private static void requireUsable(String owner, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new OrderRefusedException(
          "cannot use the working directory `" + folder + "` of " + owner, e);
    }
  }

  /** Returns the nodes with their working directories. */
  SortedMap<NodeId, Path> folders() {
    SortedMap<NodeId, Path> folders = new TreeMap<>();
    for (NodeDescriptor node : spec.descriptor().nodes()) {
      folders.put(node.id(), folderOf(node));
    }
    return folders;
  }

  /**
   * Returns where a node works.
   *
   * @throws OrderRefusedException if that is no path
   */
  Path folderOf(NodeDescriptor node) {
    try {
      return spec.context().workingDirectory(node);
    } catch (PrepareException e) {
      throw new OrderRefusedException(e.report());
    }
  }

  /** Returns the nodes. */
  List<NodeId> nodes() {
    return spec.descriptor().nodes().stream().map(NodeDescriptor::id).sorted().toList();
  }
}
