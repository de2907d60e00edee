package org.dora.coordinator.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.net.Opcode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries whole messages between a WebSocket and a {@link Conversation}. */
final class SocketConversation extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(SocketConversation.class);

  private final Endpoint endpoint;
  private final InetSocketAddress address;
  private final int limit;
  private @Nullable Open open;

  /**
   * @param limit of a message from the peer, in bytes
   */
  SocketConversation(Endpoint endpoint, InetSocketAddress address, int limit) {
    this.endpoint = endpoint;
    this.address = address;
    this.limit = limit;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    open = new Open(ctx.channel());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) throws ProtocolException {
    if (open != null) {
      open.reader.take(bytes);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (open != null) {
      open.writer.write();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Open ending = open;
    open = null;
    if (ending != null) {
      ending.reader.close();
      ending.writer.end();
      ending.conversation.ended();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof ProtocolException) {
      LOG.warn("connection of {} is closed: {}", address, cause.getMessage());
    } else if (cause instanceof IOException) {
      LOG.debug("connection of {} ended: {}", address, cause.toString());
    } else {
      LOG.error(
          "connection of {} is closed, since a message of it could not be handled", address, cause);
    }
    ctx.close();
  }

  /** What there is as long as the connection is. */
  private final class Open implements MessageReader.Taker, PeerLink {
    private final Channel channel;
    private final MessageReader reader = new MessageReader(limit, SegmentPool.shared(), this);
    private final MessageWriter writer;
    private final Conversation conversation;

    private Open(Channel channel) {
      this.channel = channel;
      this.writer = new MessageWriter(channel);
      this.conversation = endpoint.open(this);
    }

    @Override
    public void text(byte[] message) {
      conversation.text(message);
    }

    @Override
    public void binary(Payload message) {
      conversation.binary(message);
    }

    @Override
    public void ping(byte[] data) {
      send(Opcode.PONG, data);
    }

    @Override
    public void close(byte[] data) {
      send(Opcode.CLOSE, data);
      channel.close();
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public void send(byte[] message) {
      send(Opcode.TEXT, message);
    }

    private void send(int opcode, byte[] message) {
      writer.send(opcode, List.of(ByteBuffer.wrap(message)), () -> {});
    }

    @Override
    public void sendBinary(byte[] head, Payload body) {
      ByteBuffer bytes = body.retain().bytes().asByteBuffer();
      writer.send(Opcode.BINARY, List.of(ByteBuffer.wrap(head), bytes), body::release);
    }

    @Override
    public long pendingBytes() {
      return writer.pending();
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
