package org.dora.common.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.CodecException;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.PostcardReader;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class FrameChannelTest {
  private static final HlcTimestamp TIME =
      new HlcTimestamp(0x1122334455667788L, new HlcId(0x100f0e0d0c0b0a09L, 0x0807060504030201L));

  private final List<Payload> allocated = new ArrayList<>();
  private SocketChannel raw;
  private FrameChannel channel;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      raw = SocketChannel.open(server.getLocalAddress());
      channel = new FrameChannel(server.accept(), this::allocate);
    }
  }

  private Payload allocate(long size) {
    Payload payload = Payload.ofBytes(new byte[(int) size]);
    allocated.add(payload);
    return payload;
  }

  @AfterEach
  void disconnect() throws IOException {
    raw.close();
    channel.close();
  }

  @TestFactory
  Stream<DynamicTest> recordedFramesAreReadAndWrittenByteForByte() {
    Path file = Path.of("../interop/vectors/node-protocol/framing.json");
    return JsonMapper.shared().readTree(file.toFile()).valueStream().map(this::frame);
  }

  private DynamicTest frame(JsonNode vector) {
    byte[] frame = HexFormat.of().parseHex(vector.get("hex").asString());
    return switch (vector.get("name").asString()) {
      case "frame_subscribe" ->
          frame(
              frame,
              this::request,
              (out, message) -> TimestampedCodec.write(out, message, DaemonRequestCodec::write));
      case "frame_result_ok" -> frame(frame, DaemonReplyCodec::read, DaemonReplyCodec::write);
      default -> throw new AssertionError("no codec for " + vector);
    };
  }

  private <T> DynamicTest frame(
      byte[] frame, PostcardReader.Decoder<T> decoder, PostcardWriter.Encoder<T> encoder) {
    return DynamicTest.dynamicTest(
        frame.length + " bytes",
        () -> {
          raw.write(ByteBuffer.wrap(frame));
          channel.write(Objects.requireNonNull(channel.read(decoder)), encoder);
          assertArrayEquals(frame, receive(frame.length));
        });
  }

  @Test
  void theEndOfTheConnectionBetweenFramesIsNoFailure() throws IOException {
    raw.close();
    assertNull(channel.read(this::request));
  }

  @Test
  void theEndOfTheConnectionWithinAFrameIsAFailure() throws IOException {
    raw.write(ByteBuffer.wrap(HexFormat.of().parseHex("1a000000000000000188ef")));
    raw.close();
    assertThrows(EOFException.class, () -> channel.read(this::request));
  }

  @Test
  void aFrameThatIsNotUnderstoodIsSkippedAndItsPayloadReleased() throws IOException {
    byte[] payload = new byte[200_000];
    byte[] sent = encode(send(payload));
    byte[] broken = new byte[sent.length + 1];
    System.arraycopy(sent, 0, broken, 0, sent.length);
    transmitLater(
        broken, HexFormat.of().parseHex("0188ef99abc5e88c91110102030405060708090a0b0c0d0e0f10"));

    CodecException refused = assertThrows(CodecException.class, () -> channel.read(this::request));
    assertTrue(refused.getMessage().startsWith("trailing bytes"), refused.getMessage());
    assertThrows(IllegalStateException.class, () -> allocated.getFirst().bytes());
    assertEquals(
        new DaemonRequest.Subscribe(), Objects.requireNonNull(channel.read(this::request)).inner());
  }

  @Test
  void aFrameBeyondTheLimitIsRefusedUnread() throws IOException {
    raw.write(ByteBuffer.wrap(HexFormat.of().parseHex("0100000400000000")));
    FrameTooLargeException refused =
        assertThrows(FrameTooLargeException.class, () -> channel.read(this::request));
    assertEquals(67_108_865, refused.size());
  }

  @Test
  void payloadsOfAllSizesPassUnchanged() throws IOException {
    Random random = new Random(7);
    for (int size : new int[] {0, 1, 63, 16_000, 65_536, 5_000_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      transmitLater(encode(send(bytes)));
      Timestamped<DaemonRequest> request = Objects.requireNonNull(channel.read(this::request));
      var message = (DaemonRequest.SendMessage) request.inner();
      Payload data = Objects.requireNonNull(message.data());
      assertArrayEquals(bytes, data.bytes().toArray(ValueLayout.JAVA_BYTE));

      var input = new NodeEvent.Input(new DataId("x"), message.metadata(), data);
      var reply =
          new DaemonReply.NextEvents(
              List.of(new Timestamped<>(input, TIME), new Timestamped<>(input, TIME)));
      Thread writer = Thread.ofVirtual().start(() -> write(reply));
      byte[] header = receive(8);
      byte[] body = receive((int) ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong());
      PostcardReader in = new PostcardReader(body, this::allocate);
      var got = (DaemonReply.NextEvents) DaemonReplyCodec.read(in);
      in.endMessage();
      assertEquals(2, got.events().size());
      for (Timestamped<NodeEvent> event : got.events()) {
        Payload copy = Objects.requireNonNull(((NodeEvent.Input) event.inner()).data());
        assertArrayEquals(bytes, copy.bytes().toArray(ValueLayout.JAVA_BYTE));
      }
      assertTrue(joined(writer));
    }
  }

  @Test
  void aMessageTooLargeToSendIsRefusedBeforeAByteIsWritten() {
    byte[] payload = new byte[(int) FrameChannel.MAX_FRAME];
    assertThrows(
        FrameTooLargeException.class,
        () ->
            channel.write(
                send(payload),
                (out, message) -> TimestampedCodec.write(out, message, DaemonRequestCodec::write)));
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void write(DaemonReply reply) {
    try {
      channel.write(reply, DaemonReplyCodec::write);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Timestamped<DaemonRequest> send(byte[] payload) {
    return new Timestamped<>(
        new DaemonRequest.SendMessage(
            new DataId("image"), Metadata.of(TIME, Map.of()), Payload.ofBytes(payload)),
        TIME);
  }

  private static byte[] encode(Timestamped<DaemonRequest> request) {
    var out = new PostcardWriter();
    TimestampedCodec.write(out, request, DaemonRequestCodec::write);
    return out.toByteArray();
  }

  private Timestamped<DaemonRequest> request(PostcardReader in) {
    return TimestampedCodec.read(in, DaemonRequestCodec::read);
  }

  private void transmitLater(byte[]... bodies) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            for (byte[] body : bodies) {
              ByteBuffer frame =
                  ByteBuffer.allocate(8 + body.length)
                      .order(ByteOrder.LITTLE_ENDIAN)
                      .putLong(body.length)
                      .put(body)
                      .flip();
              while (frame.hasRemaining()) {
                raw.write(frame);
              }
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private byte[] receive(int size) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(size);
    while (target.hasRemaining() && raw.read(target) >= 0) {
      // until all is there
    }
    assertEquals(0, target.remaining());
    return target.array();
  }
}
