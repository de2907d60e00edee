package org.dora.coordinator.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Listens on the coordinator's one port: {@code /api/control} for CLIs, {@code /api/daemon} for
 * daemons, {@code /metrics} for Prometheus, {@code /health} and {@code /api/health} for everybody.
 */
public final class CoordinatorServer implements AutoCloseable {
  private static final int LARGEST_REQUEST = 64 * 1024;
  private static final int IO_THREADS = 2;
  private static final int KEEP_ALIVE_SECONDS = 60;

  static {
    // Netty numbers its channels; that no other machine has the same numbers is of no use to us,
    // and to make sure of it takes a look at all network interfaces.
    System.setProperty("io.netty.machineId", "00:00:00:00:00:01");
  }

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(
          IO_THREADS,
          new DefaultThreadFactory("dora-coordinator-io", true),
          NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel port;
  private final InetSocketAddress address;

  /**
   * Opens the port.
   *
   * @param authorization judges the value of a request's header {@code Authorization}, null if
   *     there is none
   * @param metrics gives the text for Prometheus
   * @param control what answers CLIs
   * @param daemon what answers daemons
   * @throws IOException if the port cannot be had
   */
  public CoordinatorServer(
      ServerSettings settings,
      Predicate<@Nullable String> authorization,
      Supplier<CompletableFuture<String>> metrics,
      Endpoint control,
      Endpoint daemon)
      throws IOException {
    Doorway doorway =
        new Doorway(
            settings,
            authorization,
            metrics,
            Map.of(
                "/api/control",
                new Route(
                    control, new Semaphore(settings.controlSlots()), settings.controlMessage()),
                "/api/daemon",
                new Route(daemon, new Semaphore(settings.daemonSlots()), settings.daemonMessage())),
            new UpgradeRate(settings.upgradesPerMinute(), System::nanoTime),
            new RefusalLog(System::nanoTime));
    var bound =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS)
            .childHandler(new Entry(doorway))
            .bind(settings.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException(
          "cannot listen on %s:%d: %s"
              .formatted(
                  settings.address().getHostString(),
                  settings.address().getPort(),
                  bound.cause().getMessage()),
          bound.cause());
    }
    port = bound.channel();
    channels.add(port);
    address = (InetSocketAddress) port.localAddress();
  }

  /** Lets nobody in any more; completes when new connections are refused. */
  public CompletableFuture<Void> closePort() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    port.close().addListener(_ -> closed.complete(null));
    return closed;
  }

  /** Returns where the server listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Ends all connections and closes the port. */
  @Override
  public void close() {
    channels.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /** Sets up each new connection. */
  private final class Entry extends ChannelInitializer<Channel> {
    private final Doorway doorway;

    private Entry(Doorway doorway) {
      this.doorway = doorway;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (!doorway.enter(channel)) {
        doorway
            .refusals()
            .add(
                (InetSocketAddress) channel.remoteAddress(),
                "too many connections have made no complete request yet");
        channel.close();
        return;
      }
      channels.add(channel);
      channel
          .pipeline()
          .addLast(new FlushConsolidationHandler())
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(LARGEST_REQUEST))
          .addLast(new RequestGate(doorway));
    }
  }
}
