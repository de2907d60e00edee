package org.dora.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeRunConfig;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.jspecify.annotations.Nullable;

/**
 * Plays the daemon of one node on a loopback socket: answers as node-protocol.md section 10.8 says,
 * gives the events that a test hands it, and keeps what the node asked for, in order.
 */
final class StandInDaemon implements AutoCloseable {

  /** A request and the connection, counted from 1, that it came on. */
  record Asked(int connection, DaemonRequest request) {
    @Override
    public String toString() {
      return connection + " " + request.getClass().getSimpleName();
    }
  }

  /** How the next poll for events is answered. */
  private sealed interface Step {
    record Give(List<NodeEvent> events) implements Step {}

    record Refuse(String error) implements Step {}

    record Break() implements Step {}
  }

  /** All requests but the polls and messages, whose order to the others depends on timing. */
  final List<Asked> conversation = new CopyOnWriteArrayList<>();

  final BlockingQueue<DaemonRequest.SendMessage> sent = new LinkedBlockingQueue<>();
  final HybridLogicalClock clock = new HybridLogicalClock();
  private final IpcEncoder encoder = new IpcEncoder(StandInDaemon::unpooled);
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final List<SocketChannel> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>();
  private final CompletableFuture<DaemonReply> subscribed = new CompletableFuture<>();
  private final Map<String, Bytes> extensions = new ConcurrentHashMap<>();
  private final SortedMap<DataId, String> inputTypes = new TreeMap<>();
  private @Nullable Path recording;
  private String descriptor = NodeConfig.NO_DESCRIPTOR;
  private int polls;

  StandInDaemon() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.add(Thread.ofVirtual().start(this::accept));
  }

  /** Declares the type of an input; before the node starts. */
  StandInDaemon inputType(String id, String urn) {
    inputTypes.put(new DataId(id), urn);
    return this;
  }

  /** Has the node record its events; before it starts. */
  StandInDaemon recordTo(Path file) {
    recording = file;
    return this;
  }

  /** Gives the node a descriptor, as JSON; before it starts. */
  StandInDaemon descriptor(String json) {
    descriptor = json;
    return this;
  }

  /** Gives the node an input; before it starts. */
  StandInDaemon input(String id, long queueSize, QueuePolicy policy) {
    inputs.put(
        new DataId(id),
        new InputDescriptor(InputMapping.parse("source/" + id), queueSize, null, policy));
    return this;
  }

  /** Gives the node an input that closes after a silence; before it starts. */
  StandInDaemon silentInput(String id) {
    inputs.put(
        new DataId(id),
        new InputDescriptor(InputMapping.parse("source/" + id), null, new Seconds(1.0), null));
    return this;
  }

  /** Starts a node with outputs {@code out} and {@code more}, as a daemon would. */
  Node start(SegmentPool pool) {
    return start(pool, DaemonReply.Result.OK);
  }

  Node start(SegmentPool pool, DaemonReply answerToSubscribe) {
    subscribed.complete(answerToSubscribe);
    return Node.init(config(), pool);
  }

  /**
   * Returns what a runtime is told that hosts these operators; inputs are given as for a node, by
   * their names in the node.
   */
  RuntimeConfig runtime(List<OperatorDescriptor> operators) {
    subscribed.complete(DaemonReply.Result.OK);
    List<DataId> outputs = new ArrayList<>();
    for (OperatorDescriptor operator : operators) {
      operator
          .ports()
          .outputs()
          .forEach(id -> outputs.add(new DataId(operator.effectiveId() + "/" + id)));
    }
    return new RuntimeConfig(config(outputs), operators);
  }

  NodeConfig config() {
    return config(List.of(new DataId("out"), new DataId("more")));
  }

  private NodeConfig config(List<DataId> outputs) {
    try {
      NodeRunConfig run =
          new NodeRunConfig(inputs, outputs, new TreeMap<>(), new TreeMap<>(), inputTypes, null);
      return new NodeConfig(
          new UUID(1, 2),
          new NodeId("tested"),
          run,
          new DaemonCommunication.Tcp((InetSocketAddress) server.getLocalAddress()),
          descriptor,
          false,
          recording == null ? null : recording.toString(),
          3,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a poll with these events. */
  void give(NodeEvent... events) {
    steps.add(new Step.Give(List.of(events)));
  }

  /** Answers a poll with an empty list: the end of the stream. */
  void endStream() {
    give();
  }

  /** Answers a poll by an error. */
  void refusePoll(String error) {
    steps.add(new Step.Refuse(error));
  }

  /** Answers a poll by closing its connection. */
  void breakEvents() {
    steps.add(new Step.Break());
  }

  /** A message with an array of long. */
  NodeEvent.Input longs(String id, long... values) {
    return input(id, encoder.encode(values), Map.of());
  }

  NodeEvent.Input input(String id, @Nullable Payload payload, Map<String, Parameter> parameters) {
    return new NodeEvent.Input(
        new DataId(id), org.dora.common.message.Metadata.of(clock.now(), parameters), payload);
  }

  /** Returns the requests as {@code connection name}, without polls and messages. */
  List<String> asked() {
    return conversation.stream().map(Asked::toString).toList();
  }

  /** Tests need not release what a node has sent. */
  private static Payload unpooled(long size) {
    return new Payload(Arena.ofAuto().allocate(size, 64), null);
  }

  /** Waits until the node polls for the {@code count}th time: it has queued all events before. */
  synchronized void awaitPoll(int count) throws InterruptedException {
    while (polls < count) {
      wait();
    }
  }

  synchronized int polls() {
    return polls;
  }

  private synchronized void countPoll() {
    polls++;
    notifyAll();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel socket = server.accept();
        sockets.add(socket);
        int number = sockets.size();
        threads.add(Thread.ofVirtual().start(() -> serve(number, socket)));
      }
    } catch (IOException _) {
      // closed by the test
    }
  }

  private void serve(int number, SocketChannel socket) {
    try (FrameChannel frames = new FrameChannel(socket, StandInDaemon::unpooled)) {
      while (true) {
        Timestamped<DaemonRequest> stamped =
            frames.read(in -> TimestampedCodec.read(in, DaemonRequestCodec::read));
        if (stamped == null) {
          return;
        }
        clock.observe(stamped.timestamp());
        DaemonReply reply = answer(number, stamped.inner());
        if (reply != null) {
          frames.write(reply, DaemonReplyCodec::write);
        }
      }
    } catch (IOException | InterruptedException _) {
      // closed by the test, or by a step of it
    }
  }

  private @Nullable DaemonReply answer(int connection, DaemonRequest request)
      throws IOException, InterruptedException {
    if (!(request instanceof DaemonRequest.SendMessage
        || request instanceof DaemonRequest.NextEvent)) {
      conversation.add(new Asked(connection, request));
    }
    return switch (request) {
      case DaemonRequest.Register _, DaemonRequest.CloseOutputs _, DaemonRequest.OutputsDone _ ->
          DaemonReply.Result.OK;
      case DaemonRequest.Subscribe _ -> subscribed.join();
      case DaemonRequest.NextEvent _ -> {
        countPoll();
        yield switch (steps.take()) {
          case Step.Give(List<NodeEvent> events) ->
              new DaemonReply.NextEvents(
                  events.stream().map(event -> new Timestamped<>(event, clock.now())).toList());
          case Step.Refuse(String error) -> new DaemonReply.Result(error);
          case Step.Break _ -> throw new IOException("asked for by the test");
        };
      }
      case DaemonRequest.EventStreamDropped _ -> {
        endStream();
        yield DaemonReply.Result.OK;
      }
      case DaemonRequest.SendMessage message -> {
        sent.add(message);
        yield null;
      }
      case DaemonRequest.OutputSent _ -> null;
      case DaemonRequest.ExtensionStore store -> {
        extensions.put(store.namespace() + "/" + store.key(), store.value());
        yield store.key().equals("taken")
            ? new DaemonReply.Result("key `taken` is owned by node `other`")
            : DaemonReply.Result.OK;
      }
      case DaemonRequest.ExtensionLoad load ->
          new DaemonReply.ExtensionValue(
              load.remove()
                  ? extensions.remove(load.namespace() + "/" + load.key())
                  : extensions.get(load.namespace() + "/" + load.key()));
      case DaemonRequest.ExtensionDrop drop -> {
        extensions.remove(drop.namespace() + "/" + drop.key());
        yield DaemonReply.Result.OK;
      }
      case DaemonRequest.ExtensionRequest call ->
          call.namespace().equals("echo")
              ? new DaemonReply.ExtensionReply(call.payload())
              : new DaemonReply.Result(
                  "no extension registered under \"" + call.namespace() + "\" on this daemon");
      case DaemonRequest.NodeConfig _ -> new DaemonReply.Result("not played");
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel socket : sockets) {
      socket.close();
    }
    threads.forEach(Thread::interrupt);
  }
}
