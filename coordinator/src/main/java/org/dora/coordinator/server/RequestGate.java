package org.dora.coordinator.server;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_KEY;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.dora.common.metrics.MetricsText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests of one connection, and turns it into a WebSocket if it may be one: rate,
 * then token, then a free slot (control-protocol.md, section 2).
 */
final class RequestGate extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

  private final Doorway doorway;
  private @Nullable Future<?> deadline;

  RequestGate(Doorway doorway) {
    this.doorway = doorway;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    await(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /** A connection that says nothing, or only half of something, takes nobody's place for long. */
  private void await(ChannelHandlerContext ctx) {
    deadline =
        ctx.executor()
            .schedule(
                () -> ctx.close(), doorway.settings().patience().toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    String path = request.uri().split("\\?", 2)[0];
    Route route = doorway.routes().get(path);
    if (!request.decoderResult().isSuccess()) {
      answer(ctx, request, HttpResponseStatus.BAD_REQUEST, "this is not HTTP");
    } else if (route != null) {
      upgrade(ctx, request, route);
    } else if (path.equals("/health") || path.equals("/api/health")) {
      answer(ctx, request, HttpResponseStatus.OK, "ok");
    } else if (path.equals("/metrics")) {
      metrics(ctx, request);
    } else if (path.startsWith("/api/artifacts/") && !isAuthorized(request)) {
      answer(ctx, request, HttpResponseStatus.UNAUTHORIZED, "");
    } else {
      answer(ctx, request, HttpResponseStatus.NOT_FOUND, "");
    }
  }

  private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Route route) {
    String fault = faultOf(request);
    if (!request.method().equals(HttpMethod.GET)) {
      answer(ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "");
    } else if (fault != null) {
      answer(ctx, request, HttpResponseStatus.BAD_REQUEST, fault);
    } else if (!doorway.rate().admits(addressOf(ctx).getAddress())) {
      refuse(ctx, request, HttpResponseStatus.TOO_MANY_REQUESTS, "it connects too often");
    } else if (!isAuthorized(request)) {
      refuse(ctx, request, HttpResponseStatus.UNAUTHORIZED, "its token is missing or wrong");
    } else if (!route.slots().tryAcquire()) {
      refuse(ctx, request, HttpResponseStatus.SERVICE_UNAVAILABLE, "all places are taken");
    } else {
      ctx.channel().closeFuture().addListener(_ -> route.slots().release());
      doorway.leave(ctx.channel());
      handshake(ctx, request, route);
    }
  }

  /** The names of nodes are nobody's business but those who may ask for them. */
  private void metrics(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      answer(ctx, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "");
    } else if (!isAuthorized(request)) {
      refuse(ctx, request, HttpResponseStatus.UNAUTHORIZED, "its token is missing or wrong");
    } else {
      doorway
          .metrics()
          .whenCompleteAsync(
              (text, failure) -> {
                if (failure == null) {
                  answer(ctx, request, HttpResponseStatus.OK, text, MetricsText.MEDIA_TYPE);
                } else {
                  LOG.error("metrics cannot be told", failure);
                  answer(ctx, request, HttpResponseStatus.INTERNAL_SERVER_ERROR, "");
                }
              },
              ctx.executor());
    }
  }

  /** The words are those of the released server, which scripts may know. */
  private static @Nullable String faultOf(FullHttpRequest request) {
    HttpHeaders headers = request.headers();
    if (!headers.containsValue(CONNECTION, "upgrade", true)) {
      return "Connection header did not include 'upgrade'";
    }
    if (!headers.contains(UPGRADE, "websocket", true)) {
      return "`Upgrade` header did not include 'websocket'";
    }
    if (!headers.contains(SEC_WEBSOCKET_VERSION, "13", true)) {
      return "`Sec-WebSocket-Version` header did not include '13'";
    }
    return headers.contains(SEC_WEBSOCKET_KEY) ? null : "`Sec-WebSocket-Key` header missing";
  }

  private boolean isAuthorized(FullHttpRequest request) {
    return doorway.authorization().test(request.headers().get(AUTHORIZATION));
  }

  private void handshake(ChannelHandlerContext ctx, FullHttpRequest request, Route route) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST, "localhost") + request.uri(),
                null,
                false)
            .newHandshaker(request);
    if (handshaker == null) {
      throw new IllegalStateException("no handshaker for version 13");
    }
    ctx.pipeline()
        .addLast(new SocketConversation(route.endpoint(), addressOf(ctx), route.messageLimit()));
    handshaker
        .handshake(ctx.channel(), request)
        .addListener(done -> {
          if (!done.isSuccess()) {
            LOG.debug("handshake with {} failed", addressOf(ctx), done.cause());
            ctx.close();
          }
        });
    // Frames go as they come: Netty's own handlers collect each of them, and copy it twice.
    ctx.pipeline().remove(WebSocketFrameDecoder.class);
    ctx.pipeline().remove(WebSocketFrameEncoder.class);
    ctx.pipeline().remove(this);
  }

  private void refuse(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      HttpResponseStatus status,
      String reason) {
    doorway.refusals().add(addressOf(ctx), reason);
    answer(ctx, request, status, "");
  }

  private void answer(
      ChannelHandlerContext ctx, FullHttpRequest request, HttpResponseStatus status, String text) {
    answer(ctx, request, status, text, "text/plain; charset=utf-8");
  }

  private void answer(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      HttpResponseStatus status,
      String text,
      String mediaType) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    response.headers().set(CONTENT_TYPE, mediaType);
    HttpUtil.setContentLength(response, response.content().readableBytes());
    boolean stays = HttpUtil.isKeepAlive(request) && status.equals(HttpResponseStatus.OK);
    HttpUtil.setKeepAlive(response, stays);
    var written = ctx.writeAndFlush(response);
    if (stays) {
      await(ctx);
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("connection of {} ended: {}", addressOf(ctx), cause.toString());
    ctx.close();
  }

  private static InetSocketAddress addressOf(ChannelHandlerContext ctx) {
    return (InetSocketAddress) ctx.channel().remoteAddress();
  }
}
