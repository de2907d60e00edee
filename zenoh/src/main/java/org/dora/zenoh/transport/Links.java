package org.dora.zenoh.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dora.zenoh.ZenohException;

/** Makes links and listeners of the protocols that are spoken here. */
final class Links implements Closeable {
  private static final String TCP = "tcp";
  private static final String TLS = "tls";
  private static final String UNIX = "unixsock-stream";

  private final ScheduledExecutorService timer;
  private final Tls tls;
  private final Set<SocketChannel> pending = ConcurrentHashMap.newKeySet();

  Links(ScheduledExecutorService timer, Tls tls) {
    this.timer = timer;
    this.tls = tls;
  }

  /** Something to do with a link that it must not take forever. */
  interface Step<T> {
    T run(Link link) throws IOException;
  }

  /** Connects to {@code locator} and does the first step, both within {@code limitMillis}. */
  <T> T dial(Locator locator, long limitMillis, Step<T> step) throws IOException {
    SocketAddress address = address(locator);
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    return within(
        limitMillis,
        channel,
        () -> {
          channel.connect(address);
          Link link = new SocketLink(channel, locator.protocol());
          return step.run(locator.protocol().equals(TLS) ? tls.dialled(link, locator) : link);
        });
  }

  /** Does the first step with a link that {@code listener} has accepted. */
  <T> T accepted(SocketChannel channel, Listener listener, long limitMillis, Step<T> step)
      throws IOException {
    String protocol = listener.locator().protocol();
    return within(
        limitMillis,
        channel,
        () -> {
          Link link = new SocketLink(channel, protocol);
          return step.run(protocol.equals(TLS) ? tls.accepted(link) : link);
        });
  }

  private interface Body<T> {
    T run() throws IOException;
  }

  /** Closes the channel when the time is over, and when the body fails. */
  private <T> T within(long limitMillis, SocketChannel channel, Body<T> body) throws IOException {
    pending.add(channel);
    Future<?> timeout =
        timer.schedule(() -> closeQuietly(channel), limitMillis, TimeUnit.MILLISECONDS);
    boolean succeeded = false;
    try {
      T result = body.run();
      succeeded = true;
      return result;
    } finally {
      timeout.cancel(false);
      pending.remove(channel);
      if (!succeeded) {
        closeQuietly(channel);
      }
    }
  }

  /** Ends the links whose first step is not done. */
  @Override
  public void close() {
    pending.forEach(Links::closeQuietly);
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // The socket is gone all the same.
    }
  }

  Listener listen(Locator locator) throws IOException {
    return switch (address(locator)) {
      case InetSocketAddress address -> {
        if (locator.protocol().equals(TLS)) {
          tls.checkCanListen(locator);
        }
        yield Listener.bind(locator, address);
      }
      case UnixDomainSocketAddress _ -> Listener.bindUnix(locator);
      case SocketAddress other -> throw new IllegalStateException("unknown address " + other);
    };
  }

  private static SocketAddress address(Locator locator) throws UnknownHostException {
    return switch (locator.protocol()) {
      case TCP, TLS -> {
        InetSocketAddress address = new InetSocketAddress(locator.host(), locator.port());
        if (address.isUnresolved()) {
          throw new UnknownHostException("the host of `%s` is unknown".formatted(locator));
        }
        yield address;
      }
      case UNIX -> UnixDomainSocketAddress.of(locator.address());
      default ->
          throw new ZenohException(
              "the protocol of `%s` is not supported; expected tcp, tls or unixsock-stream"
                  .formatted(locator));
    };
  }
}
