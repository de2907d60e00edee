package org.dora.coordinator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries whole messages between a WebSocket and a {@link Conversation}. */
final class SocketConversation extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(SocketConversation.class);

  /** Released clients take no frame of 16 MiB or more (control-protocol.md, section 2). */
  private static final int LARGEST_FRAME = 8 << 20;

  private final Endpoint endpoint;
  private final InetSocketAddress address;
  private @Nullable Conversation conversation;

  SocketConversation(Endpoint endpoint, InetSocketAddress address) {
    this.endpoint = endpoint;
    this.address = address;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    conversation = endpoint.open(new Link(ctx.channel(), address));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    Conversation taken = conversation;
    switch (frame) {
      case TextWebSocketFrame text when taken != null ->
          taken.text(ByteBufUtil.getBytes(text.content()));
      case BinaryWebSocketFrame binary when taken != null ->
          taken.binary(ByteBufUtil.getBytes(binary.content()));
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close ->
          ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {
        // A pong asks for nothing.
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Conversation ending = conversation;
    conversation = null;
    if (ending != null) {
      ending.ended();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof TooLongFrameException
        || cause instanceof CorruptedWebSocketFrameException) {
      LOG.warn("connection of {} is closed: {}", address, cause.getMessage());
    } else {
      LOG.debug("connection of {} ended: {}", address, cause.toString());
    }
    ctx.close();
  }

  private static final class Link implements PeerLink {
    private final Channel channel;
    private final InetSocketAddress address;
    private final AtomicLong pending = new AtomicLong();

    private Link(Channel channel, InetSocketAddress address) {
      this.channel = channel;
      this.address = address;
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public void send(byte[] message) {
      send(message, false);
    }

    @Override
    public void sendBinary(byte[] message) {
      send(message, true);
    }

    /** All frames of a message are written by one task of the I/O thread, or others get between. */
    private void send(byte[] message, boolean binary) {
      pending.addAndGet(message.length);
      if (channel.eventLoop().inEventLoop()) {
        write(message, binary);
      } else {
        channel.eventLoop().execute(() -> write(message, binary));
      }
    }

    private void write(byte[] message, boolean binary) {
      int from = 0;
      ChannelFuture written;
      do {
        int size = Math.min(LARGEST_FRAME, message.length - from);
        boolean last = from + size == message.length;
        ByteBuf piece = Unpooled.wrappedBuffer(message, from, size);
        WebSocketFrame frame =
            from > 0
                ? new ContinuationWebSocketFrame(last, 0, piece)
                : binary
                    ? new BinaryWebSocketFrame(last, 0, piece)
                    : new TextWebSocketFrame(last, 0, piece);
        written = channel.write(frame);
        from += size;
      } while (from < message.length);
      channel.flush();
      written.addListener(_ -> pending.addAndGet(-message.length));
    }

    @Override
    public long pendingBytes() {
      return pending.get();
    }

    @Override
    public void pause() {
      channel.config().setAutoRead(false);
    }

    @Override
    public void resume() {
      channel.config().setAutoRead(true);
    }

    @Override
    public void close() {
      channel.eventLoop().execute(() -> channel.close());
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }
}
