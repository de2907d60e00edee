package org.dora.daemon.direct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.NodeId;

/**
 * Which node dials which: one link for each pair of nodes that exchange data directly, and no
 * other. Peers do not relay for each other, so each such pair needs its own (daemon.md section
 * 4.1).
 *
 * <p>Readers dial producers. Of two that read from each other one dials, since Zenoh refuses a
 * second link and the dialler would try again for ever. A dynamic node dials in both directions:
 * the others were started before its port was known.
 *
 * <p>Ports are reserved when they are first needed. Safe for use by any thread.
 */
public final class PeeringPlan {
  /**
   * A producer may need seconds to start; its readers must have their link within the 500 ms that a
   * producer waits for them, and Zenoh's default is to try after 1, 2, 4 s. An attempt at a closed
   * loopback port costs some 0.1 ms.
   */
  private static final String RETRY =
      "#retry_period_init_ms=10;retry_period_max_ms=200;retry_period_increase_factor=1.5";

  private final RoutePlan routes;
  private final ZenohPorts ports;
  private final ConcurrentMap<NodeId, Integer> portByNode;

  public PeeringPlan(RoutePlan routes) {
    this(routes, new ZenohPorts(), new ConcurrentHashMap<>());
  }

  private PeeringPlan(
      RoutePlan routes, ZenohPorts ports, ConcurrentMap<NodeId, Integer> portByNode) {
    this.routes = routes;
    this.ports = ports;
    this.portByNode = portByNode;
  }

  /**
   * Returns the plan for the dataflow as it is now; links between nodes that run stay.
   *
   * @param newcomers nodes that have not been started, some perhaps in place of others
   */
  public PeeringPlan changed(ResolvedDataflow now, Set<NodeId> newcomers) {
    ConcurrentMap<NodeId, Integer> kept = new ConcurrentHashMap<>(portByNode);
    kept.keySet().removeAll(newcomers);
    return new PeeringPlan(routes.changed(now, newcomers), ports, kept);
  }

  /** Returns the ways that decide who needs a link. */
  public RoutePlan routes() {
    return routes;
  }

  /**
   * Returns the endpoints of a node that is started here.
   *
   * @throws IOException if there is no free port
   */
  public ZenohLinks linksOf(NodeId node) throws IOException {
    List<String> connect = new ArrayList<>();
    for (NodeId producer : routes.producersFor(node)) {
      if (!producer.equals(node) && !routes.isDynamic(producer) && dials(node, producer)) {
        connect.add(endpoint(port(producer)) + RETRY);
      }
    }
    return new ZenohLinks(endpoint(port(node)), connect);
  }

  private boolean dials(NodeId reader, NodeId producer) {
    return !routes.producersFor(producer).contains(reader) || reader.compareTo(producer) > 0;
  }

  /**
   * Returns the endpoints for one more connection of a dynamic node (node-protocol.md section 12):
   * a port of its own and those of all its neighbours on the direct path.
   *
   * @throws IOException if there is no free port
   */
  public ZenohLinks linksOfDynamic(NodeId node) throws IOException {
    List<String> connect = new ArrayList<>();
    for (NodeId reader : routes.readersOf(node)) {
      if (!routes.isDynamic(reader)) {
        connect.add(endpoint(port(reader)) + RETRY);
      }
    }
    return new ZenohLinks(endpoint(ports.reserve()), connect);
  }

  /** Returns the port on which a node's readers reach it, if it has been needed. */
  public OptionalInt reservedPort(NodeId node) {
    Integer port = portByNode.get(node);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  private synchronized int port(NodeId node) throws IOException {
    Integer known = portByNode.get(node);
    if (known != null) {
      return known;
    }
    int port = ports.reserve();
    portByNode.put(node, port);
    return port;
  }

  private static String endpoint(int port) {
    return "tcp/127.0.0.1:" + port;
  }
}
