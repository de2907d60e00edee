package org.dora.daemon.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.dora.common.DoraException;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.id.NodeId;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.dora.common.net.FrameTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port on which nodes that were started by hand ask for their configuration (node-protocol.md,
 * section 12). It is the only place where a daemon answers in JSON.
 */
public final class DynamicNodeListener implements AutoCloseable {
  /** Where released nodes look for their daemon. */
  public static final int DEFAULT_PORT = 53291;

  /** How long a message may take once it has begun (node-protocol.md, section 3). */
  private static final Duration BODY_LIMIT = Duration.ofSeconds(30);

  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(DynamicNodeListener.class);

  private final ServerSocketChannel server;
  private final int port;
  private final Function<NodeId, CompletableFuture<String>> configurations;
  private final PayloadAllocator payloads;
  private final Set<FrameChannel> connections = ConcurrentHashMap.newKeySet();
  private final Thread sweeper;

  private DynamicNodeListener(
      ServerSocketChannel server,
      Function<NodeId, CompletableFuture<String>> configurations,
      PayloadAllocator payloads)
      throws IOException {
    this.server = server;
    this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    this.configurations = configurations;
    this.payloads = payloads;
    this.sweeper = Thread.ofVirtual().name("dynamic-nodes-sweep").unstarted(this::sweep);
  }

  /**
   * Binds a port of the loopback address and starts to answer.
   *
   * @param port 0 for any that is free
   * @param configurations gives the JSON to answer for a node; does not block
   * @param payloads where received payloads are put, which nobody wants
   */
  public static DynamicNodeListener open(
      int port,
      Function<NodeId, CompletableFuture<String>> configurations,
      PayloadAllocator payloads)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      server.close();
      throw e;
    }
    DynamicNodeListener listener = new DynamicNodeListener(server, configurations, payloads);
    Thread.ofVirtual().name("dynamic-nodes").start(listener::acceptAll);
    listener.sweeper.start();
    return listener;
  }

  /** Returns the port. */
  public int port() {
    return port;
  }

  private void acceptAll() {
    try {
      while (true) {
        accept(server.accept());
      }
    } catch (IOException e) {
      if (server.isOpen()) {
        LOG.error("dynamic nodes cannot connect any more: {}", e.getMessage());
      }
    }
  }

  private void accept(SocketChannel socket) {
    try {
      FrameChannel channel = new FrameChannel(socket, payloads);
      connections.add(channel);
      Thread.ofVirtual().name("dynamic-node").start(() -> serve(channel));
    } catch (IOException e) {
      LOG.warn("a connection of a dynamic node ended at once: {}", e.getMessage());
    }
  }

  private void serve(FrameChannel channel) {
    try (channel) {
      boolean open = true;
      while (open) {
        open = serveOne(channel);
      }
    } catch (IOException | FrameTooLargeException e) {
      LOG.debug("connection of a dynamic node ended: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(channel);
    }
  }

  private boolean serveOne(FrameChannel channel) throws IOException, InterruptedException {
    Timestamped<DaemonRequest> request;
    try {
      request = channel.read(in -> TimestampedCodec.read(in, DaemonRequestCodec::read));
    } catch (FrameTooLargeException e) {
      throw e;
    } catch (DoraException e) {
      LOG.warn("a dynamic node sent a message that cannot be read: {}", e.getMessage());
      return true;
    }
    if (request == null) {
      return false;
    }
    switch (request.inner()) {
      case DaemonRequest.NodeConfig(NodeId node) -> {
        String answer = configurationOf(node);
        if (answer == null) {
          return false;
        }
        channel.write(answer.getBytes(StandardCharsets.UTF_8), PostcardWriter::writeRaw);
      }
      case DaemonRequest.SendMessage message -> {
        if (message.data() != null) {
          message.data().release();
        }
      }
      case DaemonRequest.OutputSent _ -> {
        // Expects no answer.
      }
      default ->
          channel.write(
              new DaemonReply.Result(
                  "unsupported request `"
                      + request.inner().getClass().getSimpleName()
                      + "` on local listener"),
              DaemonReplyCodec::write);
    }
    return true;
  }

  /** Returns the answer for a node, or null if the daemon ends. */
  private @Nullable String configurationOf(NodeId node) throws InterruptedException {
    try {
      return configurations.apply(node).get();
    } catch (ExecutionException e) {
      LOG.debug("no configuration for {}: {}", node, e.getMessage());
      return null;
    }
  }

  private void sweep() {
    try {
      while (server.isOpen()) {
        Thread.sleep(SWEEP_INTERVAL);
        for (FrameChannel connection : connections) {
          if (connection.bodyOverdueNanos() > BODY_LIMIT.toNanos()) {
            connection.close();
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the port and all connections. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("the port for dynamic nodes cannot be closed: {}", e.getMessage());
    }
    sweeper.interrupt();
    connections.forEach(FrameChannel::close);
  }
}
