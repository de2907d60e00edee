package org.dora.cli.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.common.control.BinaryFrame;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogPart;
import org.dora.common.message.Bytes;
import org.dora.common.version.DoraVersion;
import org.dora.common.version.PeerCheck;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the coordinator (control-protocol.md sections 5 to 8): one request at a time, log
 * messages between the answers. Every wait has a limit. For one thread.
 */
public final class ControlClient implements AutoCloseable {
  /** For connecting and for each step of the handshake: the user shall know within five seconds. */
  static final Duration LIMIT = Duration.ofSeconds(4);

  /** A released coordinator does nothing for up to 30 s while a daemon owes it an answer. */
  private static final Duration PROMPT = Duration.ofSeconds(40);

  /** What our own coordinator takes and sends at most. */
  private static final int LARGEST = 64 << 20;

  /** What a released coordinator takes at most; a longer message ends the connection. */
  private static final int LARGEST_RELEASED = 1 << 20;

  private final CoordinatorAddress address;
  private final CoordinatorSocket socket;
  private final Deque<LogMessage> logs = new ArrayDeque<>();
  private final Deque<BinaryFrame> topics = new ArrayDeque<>();
  private final SplittableRandom ids = new SplittableRandom();
  private String version = "";

  private ControlClient(CoordinatorAddress address, CoordinatorSocket socket) {
    this.address = address;
    this.socket = socket;
  }

  /**
   * Connects to the coordinator that the user means.
   *
   * @throws CliException if what names it is malformed
   * @throws NoCoordinatorException if there is no coordinator, or none that takes us
   */
  public static ControlClient connect(CoordinatorOptions coordinator) {
    Map<String, String> environment = System.getenv();
    return connect(coordinator.address(environment), environment);
  }

  /**
   * Connects and greets.
   *
   * @param environment where the token may be named
   * @throws NoCoordinatorException if there is no coordinator, or none that takes us
   */
  public static ControlClient connect(CoordinatorAddress address, Map<String, String> environment) {
    ControlClient client =
        new ControlClient(address, CoordinatorSocket.open(address, environment, LARGEST));
    try {
      client.version =
          client
              .ask(
                  new ControlRequest.Hello(DoraVersion.announced()),
                  ControlReply.HelloOk.class,
                  LIMIT)
              .doraVersion();
      return client;
    } catch (RefusedException e) {
      client.close();
      throw NoCoordinatorException.incompatible(address, e);
    } catch (UnansweredException _) {
      client.close();
      throw NoCoordinatorException.silent(address);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Whether the coordinator is of our own suite, and not a released one. */
  public boolean isOurs() {
    return PeerCheck.isOurs(version);
  }

  /** Where the coordinator is. */
  public CoordinatorAddress address() {
    return address;
  }

  /**
   * Asks for what a coordinator knows or does at once.
   *
   * @param expected what answers the request
   * @throws RefusedException if the coordinator fails
   * @throws CliException if there is no proper answer in time
   */
  public <T extends ControlReply> T ask(ControlRequest request, Class<T> expected) {
    return ask(request, expected, PROMPT);
  }

  /**
   * Asks for something that takes a while; log messages that come in the meantime are kept for
   * {@link #nextLog}.
   *
   * @param limit how long it may take at most
   */
  public <T extends ControlReply> T ask(ControlRequest request, Class<T> expected, Duration limit) {
    return ask(request, expected, limit, logs::add);
  }

  /**
   * Asks for something that takes a while.
   *
   * @param listener takes log messages that come in the meantime
   */
  public <T extends ControlReply> T ask(
      ControlRequest request, Class<T> expected, Duration limit, Consumer<LogMessage> listener) {
    return answer(exchange(request, limit, listener), expected);
  }

  private <T> T answer(Frame.Reply frame, Class<T> expected) {
    ControlReply reply;
    try {
      reply = ControlLink.reply(frame);
    } catch (JsonException e) {
      throw socket.incomprehensible(e);
    }
    if (reply instanceof ControlReply.Failed(String message)) {
      throw new RefusedException(message);
    }
    if (!expected.isInstance(reply)) {
      throw CliException.failure(
          "unexpected answer of the coordinator at "
              + address
              + ": expected "
              + expected.getSimpleName()
              + ", found "
              + reply.getClass().getSimpleName());
    }
    return expected.cast(reply);
  }

  /**
   * Returns a dataflow as it runs now.
   *
   * @throws RefusedException if it does not run
   */
  public Descriptor descriptor(UUID dataflow) {
    return ask(new ControlRequest.Info(dataflow), ControlReply.DataflowInfo.class).descriptor();
  }

  /** Asks for log messages, which {@link #nextLog} returns from now on. */
  public void subscribe(ControlRequest request) {
    Frame.Reply _ = exchange(request, PROMPT, logs::add);
  }

  /** Ends a subscription to outputs; frames of it may still come. */
  public void unsubscribe(UUID subscription) {
    Frame.Reply _ = exchange(new ControlRequest.TopicUnsubscribe(subscription), PROMPT, logs::add);
  }

  /**
   * Asks for a section of a log; a released coordinator gives all of it.
   *
   * @throws RefusedException if there is none
   */
  public LogPart readLog(ControlRequest.Logs request) {
    UUID id = nextId();
    send(id, request);
    long end = System.nanoTime() + PROMPT.toNanos();
    while (true) {
      switch (socket.receive(left(end))) {
        case null -> throw new UnansweredException(address, request, PROMPT);
        case CoordinatorSocket.Said.Text(Frame frame) -> {
          Frame.Reply answer = answerIn(frame, id, logs::add);
          if (answer != null) {
            return new LogPart("", answer(answer, ControlReply.Logs.class).content());
          }
        }
        case CoordinatorSocket.Said.Binary(BinaryFrame frame) -> {
          if (frame.id().equals(id)) {
            return logPart(frame);
          }
          topics.add(frame);
        }
      }
    }
  }

  private Frame.Reply exchange(
      ControlRequest request, Duration limit, Consumer<LogMessage> listener) {
    UUID id = nextId();
    send(id, request);
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Frame frame = read(left(end));
      if (frame == null) {
        throw new UnansweredException(address, request, limit);
      }
      Frame.Reply answer = answerIn(frame, id, listener);
      if (answer != null) {
        return answer;
      }
    }
  }

  /** Returns the time until then, at least the least that can be waited. */
  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  /** Returns the answer that a frame is to a request; null if it is none. */
  private Frame.@Nullable Reply answerIn(Frame frame, UUID id, Consumer<LogMessage> listener) {
    switch (frame) {
      case Frame.Reply reply when reply.id().equals(id) -> {
        return reply;
      }
      case Frame.Failure(UUID to, String error) when to.equals(id) || to.equals(Frame.NO_ID) ->
          throw new RefusedException(error);
      case Frame.Event event -> listener.accept(log(event));
      case Frame.Reply _, Frame.Failure _, Frame.Request _ -> {
        // Belongs to nothing that we still wait for.
      }
    }
    return null;
  }

  private void send(UUID id, ControlRequest request) {
    byte[] message = ControlLink.request(id, request);
    int most = isOurs() ? LARGEST : LARGEST_RELEASED;
    if (message.length > most) {
      throw new CliException(
          CliException.FAILURE,
          "the request has "
              + message.length
              + " bytes, and the coordinator at "
              + address
              + " takes at most "
              + most
              + " bytes",
          isOurs() ? "" : "a coordinator of this version of dora takes " + LARGEST + " bytes");
    }
    socket.send(message);
  }

  /** Returns the log messages that came before answers, which {@link #nextLog} does not return. */
  public List<LogMessage> takeLogs() {
    List<LogMessage> taken = List.copyOf(logs);
    logs.clear();
    return taken;
  }

  /**
   * Returns the next log message of a subscription, or null if none comes in time.
   *
   * @param patience how long to wait, at least a millisecond
   */
  public @Nullable LogMessage nextLog(Duration patience) {
    LogMessage kept = logs.poll();
    if (kept != null) {
      return kept;
    }
    return read(patience) instanceof Frame.Event event ? log(event) : null;
  }

  /**
   * Returns the next frame of subscriptions to outputs, or null if none comes in time.
   *
   * @param patience how long to wait, at least a millisecond
   */
  public @Nullable BinaryFrame nextTopic(Duration patience) {
    if (!topics.isEmpty()) {
      return topics.poll();
    }
    switch (socket.receive(patience)) {
      case CoordinatorSocket.Said.Binary(BinaryFrame frame) -> {
        return frame;
      }
      case CoordinatorSocket.Said.Text(Frame frame) -> {
        if (frame instanceof Frame.Event event) {
          logs.add(log(event));
        }
      }
      case null -> {
        // Nothing in time.
      }
    }
    return null;
  }

  /**
   * Waits until the coordinator ends the connection, as one that ends does.
   *
   * @return whether it has in time
   */
  public boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (end - System.nanoTime() > 0) {
        LogMessage _ = nextLog(Duration.ofMillis(100));
      }
      return false;
    } catch (ConnectionLostException _) {
      return true;
    }
  }

  /** Reads a text; frames of outputs that come before it are kept for {@link #nextTopic}. */
  private @Nullable Frame read(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (left > 0) {
      switch (socket.receive(Duration.ofNanos(Math.max(1_000_000, left)))) {
        case null -> {
          return null;
        }
        case CoordinatorSocket.Said.Text(Frame frame) -> {
          return frame;
        }
        case CoordinatorSocket.Said.Binary(BinaryFrame frame) -> topics.add(frame);
      }
      left = end - System.nanoTime();
    }
    return null;
  }

  private static LogPart logPart(BinaryFrame frame) {
    try (frame) {
      return LogPart.read(Bytes.wrap(frame.payload().toArray()));
    }
  }

  private LogMessage log(Frame.Event event) {
    try {
      return ControlLink.log(event);
    } catch (JsonException e) {
      throw socket.incomprehensible(e);
    }
  }

  /** Ids only have to differ on this connection; a secure generator would cost more than asking. */
  private UUID nextId() {
    long high = ids.nextLong() & ~0xF000L | 0x4000L;
    long low = ids.nextLong() >>> 2 | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  @Override
  public void close() {
    socket.close();
  }
}
