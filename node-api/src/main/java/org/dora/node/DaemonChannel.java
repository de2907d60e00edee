package org.dora.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.dora.common.net.FrameTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * One of a node's connections to its daemon: requests out, each with the clock's time, and replies
 * in, strictly in turn (node-protocol.md, section 5.3).
 *
 * <p>Used by one thread at a time; {@link #close()} may be called by any and ends the others' work.
 */
final class DaemonChannel implements AutoCloseable {
  private final String name;
  private final FrameChannel frames;
  private final HybridLogicalClock clock;

  private DaemonChannel(String name, FrameChannel frames, HybridLogicalClock clock) {
    this.name = name;
    this.frames = frames;
    this.clock = clock;
  }

  /**
   * @param name what the connection is for, as failures name it
   */
  static DaemonChannel open(
      String name, InetSocketAddress daemon, HybridLogicalClock clock, PayloadAllocator payloads) {
    try {
      SocketChannel socket = SocketChannel.open(daemon);
      return new DaemonChannel(name, new FrameChannel(socket, payloads), clock);
    } catch (IOException e) {
      throw new DaemonConnectionException(
          "no " + name + " connection to the daemon at " + daemon + ": " + e, e);
    }
  }

  /**
   * Sends a request that is answered by success or failure.
   *
   * @throws DaemonConnectionException with the daemon's words if it refuses
   */
  void require(DaemonRequest request) {
    switch (call(request)) {
      case DaemonReply.Result(@Nullable String error) -> {
        if (error != null) {
          throw new DaemonConnectionException(
              "the daemon refuses " + nameOf(request) + ": " + error, null);
        }
      }
      case DaemonReply.NextEvents _,
          DaemonReply.ExtensionValue _,
          DaemonReply.ExtensionReply _,
          DaemonReply.Empty _ ->
          throw unexpected(request);
    }
  }

  /** Sends a request and waits for its reply. */
  DaemonReply call(DaemonRequest request) {
    send(request);
    return receive(request);
  }

  /**
   * Sends a request that has no reply; a payload in it stays the caller's.
   *
   * @throws FrameTooLargeException if nothing was sent because of its size
   */
  void send(DaemonRequest request) {
    uninterrupted(
        request,
        () -> {
          frames.write(
              new Timestamped<>(request, clock.now()),
              (out, stamped) -> TimestampedCodec.write(out, stamped, DaemonRequestCodec::write));
          return request;
        });
  }

  private DaemonReply receive(DaemonRequest request) {
    DaemonReply reply = uninterrupted(request, () -> frames.read(DaemonReplyCodec::read));
    if (reply == null) {
      throw new DaemonConnectionException(
          "the daemon closed the " + name + " connection instead of answering " + nameOf(request),
          null);
    }
    return reply;
  }

  private interface Exchange<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /** An interrupt would close the socket for good, so a pending one waits until afterwards. */
  private <T extends @Nullable Object> T uninterrupted(
      DaemonRequest request, Exchange<T> exchange) {
    boolean interrupted = Thread.interrupted();
    try {
      return exchange.run();
    } catch (IOException e) {
      throw lost(request, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private DaemonConnectionException lost(DaemonRequest request, IOException cause) {
    return new DaemonConnectionException(
        "the " + name + " connection to the daemon broke at " + nameOf(request) + ": " + cause,
        cause);
  }

  /** Returns the failure to report for a reply of a kind that does not answer {@code request}. */
  DoraException unexpected(DaemonRequest request) {
    return new DaemonConnectionException(
        "the daemon answers " + nameOf(request) + " with a reply of another kind", null);
  }

  private static String nameOf(DaemonRequest request) {
    return request.getClass().getSimpleName();
  }

  @Override
  public void close() {
    frames.close();
  }
}
