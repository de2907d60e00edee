package org.dora.daemon.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.id.NodeId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Timestamped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
@SuppressWarnings("NullAway.Init") // set before each test
class DynamicNodeListenerTest {
  private final SegmentPool pool = new SegmentPool();
  private final HybridLogicalClock clock = new HybridLogicalClock();
  private DynamicNodeListener listener;
  private SocketChannel socket;

  @BeforeEach
  void connect() throws IOException {
    listener =
        DynamicNodeListener.open(
            0, node -> CompletableFuture.completedFuture("{\"für\":\"" + node + "\"}"), pool);
    socket =
        SocketChannel.open(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), listener.port()));
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    listener.close();
  }

  private byte[] ask(DaemonRequest request) throws IOException {
    PostcardWriter body = new PostcardWriter();
    TimestampedCodec.write(
        body, new Timestamped<>(request, clock.now()), DaemonRequestCodec::write);
    byte[] bytes = body.toByteArray();
    ByteBuffer frame = ByteBuffer.allocate(8 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(bytes.length).put(bytes).flip();
    while (frame.hasRemaining()) {
      socket.write(frame);
    }
    var in = Channels.newInputStream(socket);
    long length = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return in.readNBytes(Math.toIntExact(length));
  }

  private static byte[] encoded(DaemonReply reply) {
    PostcardWriter out = new PostcardWriter();
    DaemonReplyCodec.write(out, reply);
    return out.toByteArray();
  }

  @Test
  void aNodeGetsItsConfigurationAsJson() throws IOException {
    byte[] answer = ask(new DaemonRequest.NodeConfig(new NodeId("plot")));
    assertEquals("{\"für\":\"plot\"}", new String(answer, StandardCharsets.UTF_8));
  }

  @Test
  void otherRequestsAreRefusedAndTheConnectionGoesOn() throws IOException {
    assertEquals(
        ByteBuffer.wrap(
            encoded(new DaemonReply.Result("unsupported request `Subscribe` on local listener"))),
        ByteBuffer.wrap(ask(new DaemonRequest.Subscribe())));
    aNodeGetsItsConfigurationAsJson();
  }

  @Test
  void aTakenPortIsRefused() {
    assertThrows(
        BindException.class,
        () ->
            DynamicNodeListener.open(
                listener.port(), _ -> CompletableFuture.completedFuture(""), pool));
  }
}
