package org.dora.daemon.direct;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.UUID;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.daemon.cleanup.RuntimeFolder;

/**
 * Gives released nodes what their direct path needs beside its routes - endpoints, an overlay, a
 * pool size - and takes back what it costs the machine when their dataflow has ended. Its methods
 * touch files, so they are not for the conductor. Safe for use by any thread.
 */
public final class DirectPaths {
  private static final String POOL_SIZE = "DORA_NODE_SHM_POOL_SIZE";

  /** A node makes a pool even if it sends nothing directly; it need not lock 8 MiB for that. */
  private static final long UNUSED_POOL = 64 << 10;

  private final ZenohOverlay overlay;
  private final SharedMemoryBudget memory;
  private final ZenohSegments segments = ZenohSegments.ofThisMachine();

  /**
   * @param folder the daemon's own
   */
  public DirectPaths(RuntimeFolder folder) {
    this(folder, new SharedMemoryBudget(NodeMemory::now));
  }

  DirectPaths(RuntimeFolder folder, SharedMemoryBudget memory) {
    this.overlay = new ZenohOverlay(folder);
    this.memory = memory;
  }

  /**
   * Returns the variables that a released node's session is set up by. It always opens one, and
   * scouts by multicast unless it has a listener (node-protocol.md section 11.1).
   *
   * @param environment all else that the node is given
   * @throws IOException if there is no free port
   */
  public Map<String, String> variables(
      UUID dataflow,
      RoutePlan routes,
      PeeringPlan peering,
      NodeDescriptor node,
      Map<String, String> environment)
      throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    ZenohLinks links = peering.linksOf(node.id());
    variables.put("DORA_ZENOH_LISTEN", links.listen());
    if (!links.connect().isEmpty()) {
      variables.put("DORA_ZENOH_CONNECT", String.join(",", links.connect()));
    }
    variables.put("DORA_ZENOH_MULTICAST", "off");
    if (!routes.directProducers().isEmpty() && ZenohOverlay.isWelcome(environment)) {
      overlay
          .file(dataflow)
          .map(Path::toString)
          .ifPresent(file -> variables.put(ZenohOverlay.VARIABLE, file));
    }
    if (node.limits().sharedMemoryPoolSize() == null && !environment.containsKey(POOL_SIZE)) {
      poolSize(dataflow, routes, node.id())
          .ifPresent(size -> variables.put(POOL_SIZE, Long.toString(size)));
    }
    return variables;
  }

  private OptionalLong poolSize(UUID dataflow, RoutePlan routes, NodeId node) {
    SortedSet<NodeId> producers = routes.directProducers();
    return producers.contains(node)
        ? memory.poolSize(dataflow, producers.size(), routes.mostPools())
        : OptionalLong.of(UNUSED_POOL);
  }

  /** Takes back what a dataflow was given, and removes what its nodes have left. */
  public void end(UUID dataflow) {
    memory.end(dataflow);
    overlay.end(dataflow);
    removeUnusedMemory();
  }

  /** Removes shared memory of nodes that cannot do it any more, whoever ran them. */
  public void removeUnusedMemory() {
    segments.removeUnused();
  }
}
