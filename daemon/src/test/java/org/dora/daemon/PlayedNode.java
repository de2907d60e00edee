package org.dora.daemon;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;

/** A node as the protocol shows it: one connection for events, one for the rest. */
final class PlayedNode implements AutoCloseable {
  private static final HybridLogicalClock CLOCK = new HybridLogicalClock();

  private final FrameChannel events;
  private final FrameChannel control;

  PlayedNode(InetSocketAddress daemon, UUID dataflow, NodeId node, PayloadAllocator payloads)
      throws IOException {
    events = new FrameChannel(SocketChannel.open(daemon), payloads);
    control = new FrameChannel(SocketChannel.open(daemon), payloads);
    for (FrameChannel channel : List.of(events, control)) {
      DaemonReply registered =
          call(channel, new DaemonRequest.Register(dataflow, node, "1.1.0", Metadata.VERSION));
      if (!registered.equals(DaemonReply.Result.OK)) {
        throw new IOException(registered.toString());
      }
    }
  }

  static DaemonReply call(FrameChannel channel, DaemonRequest request) throws IOException {
    write(channel, request);
    return Objects.requireNonNull(channel.read(DaemonReplyCodec::read), "connection ended");
  }

  private static void write(FrameChannel channel, DaemonRequest request) throws IOException {
    channel.write(
        new Timestamped<>(request, CLOCK.now()),
        (out, message) -> TimestampedCodec.write(out, message, DaemonRequestCodec::write));
  }

  /** Subscribes; the future completes with the daemon's answer. */
  CompletableFuture<DaemonReply> subscribe() {
    return async(() -> call(events, new DaemonRequest.Subscribe()));
  }

  /** Subscribes and waits until all nodes are ready. */
  void join() {
    DaemonReply reply = subscribe().join();
    if (!reply.equals(DaemonReply.Result.OK)) {
      throw new AssertionError(reply);
    }
  }

  void send(String output, byte[] data, Map<String, Parameter> parameters) throws IOException {
    write(
        control,
        new DaemonRequest.SendMessage(
            new DataId(output), Metadata.of(CLOCK.now(), parameters), Payload.ofBytes(data)));
  }

  /** Says that data went past the daemon. */
  void sent(String output) throws IOException {
    write(
        control,
        new DaemonRequest.OutputSent(new DataId(output), Metadata.of(CLOCK.now(), Map.of())));
  }

  /** Asks for the next events later: meanwhile the node waits. */
  CompletableFuture<DaemonReply> poll() {
    return async(() -> call(events, new DaemonRequest.NextEvent()));
  }

  void sendNumber(String output, int number) throws IOException {
    send(output, Integer.toString(number).getBytes(StandardCharsets.US_ASCII), Map.of());
  }

  DaemonReply ask(DaemonRequest request) throws IOException {
    return call(control, request);
  }

  CompletableFuture<DaemonReply> askLater(DaemonRequest request) {
    return async(() -> call(control, request));
  }

  /** Waits for events and returns them as texts: {@code x=payload}, {@code InputClosed x}. */
  List<String> next() throws IOException {
    DaemonReply reply = call(events, new DaemonRequest.NextEvent());
    List<String> texts = new ArrayList<>();
    for (Timestamped<NodeEvent> event : ((DaemonReply.NextEvents) reply).events()) {
      texts.add(text(event.inner()));
    }
    return texts;
  }

  /** Returns all events up to the one with that text. */
  List<String> nextUntil(String last) throws IOException {
    List<String> all = new ArrayList<>();
    while (!all.contains(last)) {
      List<String> more = next();
      if (more.isEmpty()) {
        throw new AssertionError("the stream ended without `" + last + "`: " + all);
      }
      all.addAll(more);
    }
    return all;
  }

  private static String text(NodeEvent event) {
    return switch (event) {
      case NodeEvent.Input(var id, var _, var data) -> {
        if (data == null) {
          yield id + "=";
        }
        byte[] bytes = data.bytes().toArray(ValueLayout.JAVA_BYTE);
        data.release();
        yield id + "=" + new String(bytes, StandardCharsets.US_ASCII);
      }
      case NodeEvent.InputClosed(var id) -> "InputClosed " + id;
      case NodeEvent.InputRecovered(var id) -> "InputRecovered " + id;
      case NodeEvent.ParamUpdate(var key, var value) -> "ParamUpdate " + key + "=" + value.utf8();
      case NodeEvent.ParamDeleted(var key) -> "ParamDeleted " + key;
      case NodeEvent.Reload(var operator) -> "Reload " + operator;
      case NodeEvent.NodeRestarted(var id) -> "NodeRestarted " + id;
      case NodeEvent.NodeFailed(var inputs, var error, var source) ->
          "NodeFailed " + source + " " + inputs + " " + error.lines().findFirst().orElse("");
      case NodeEvent.ExtensionDropped(var namespace, var key) ->
          "ExtensionDropped " + namespace + " " + key;
      default -> event.getClass().getSimpleName();
    };
  }

  private interface Call {
    DaemonReply run() throws IOException;
  }

  private static CompletableFuture<DaemonReply> async(Call call) {
    CompletableFuture<DaemonReply> reply = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            reply.complete(call.run());
          } catch (IOException | RuntimeException e) {
            reply.completeExceptionally(e);
          }
        });
    return reply;
  }

  @Override
  public void close() {
    events.close();
    control.close();
  }
}
