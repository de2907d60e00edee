package org.dora.daemon.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.common.id.NodeId;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.net.FrameChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port on which one node finds its daemon: bound to loopback before the node starts, and kept
 * over its restarts.
 */
public final class NodeListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeListener.class);

  private final UUID dataflow;
  private final NodeId node;
  private final NodeRequests conductor;
  private final PayloadAllocator payloads;
  private final ServerSocketChannel server;
  private final InetSocketAddress address;
  private final Set<NodeConnection> connections = ConcurrentHashMap.newKeySet();

  private NodeListener(
      UUID dataflow,
      NodeId node,
      NodeRequests conductor,
      PayloadAllocator payloads,
      ServerSocketChannel server)
      throws IOException {
    this.dataflow = dataflow;
    this.node = node;
    this.conductor = conductor;
    this.payloads = payloads;
    this.server = server;
    this.address = (InetSocketAddress) server.getLocalAddress();
  }

  /**
   * Binds a free port of the loopback address and starts to accept connections.
   *
   * @param payloads where received payloads are put
   */
  public static NodeListener open(
      UUID dataflow, NodeId node, NodeRequests conductor, PayloadAllocator payloads)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    NodeListener listener = new NodeListener(dataflow, node, conductor, payloads, server);
    Thread.ofVirtual().name("listener-" + node).start(listener::acceptAll);
    return listener;
  }

  /** Returns the dataflow whose node this is. */
  public UUID dataflow() {
    return dataflow;
  }

  /** Returns the node that the port is for. */
  public NodeId node() {
    return node;
  }

  /** Returns the address to tell the node. */
  public InetSocketAddress address() {
    return address;
  }

  /** Ends connections on which a started message does not become complete. Called now and then. */
  public void closeStalled() {
    connections.forEach(NodeConnection::closeIfStalled);
  }

  private void acceptAll() {
    try {
      while (true) {
        accept(server.accept());
      }
    } catch (IOException e) {
      if (server.isOpen()) {
        LOG.error("node {} cannot connect any more: {}", node, e.getMessage());
      }
    }
  }

  private void accept(SocketChannel socket) {
    try {
      NodeConnection connection =
          new NodeConnection(new FrameChannel(socket, payloads), this, conductor);
      connections.add(connection);
      Thread.ofVirtual()
          .name("connection-" + node)
          .start(() -> {
            connection.serve();
            connections.remove(connection);
          });
    } catch (IOException e) {
      LOG.warn("a connection of node {} ended at once: {}", node, e.getMessage());
    }
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("the port of node {} cannot be closed: {}", node, e.getMessage());
    }
    connections.forEach(NodeConnection::close);
  }
}
