package org.dora.daemon.link;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.AnswerFrame;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.message.Timestamped;
import org.dora.common.net.ReceivedBytes;
import org.dora.common.net.WebSocketClient;
import org.dora.common.net.WebSocketMessage;
import org.dora.daemon.Daemon;
import org.dora.daemon.metrics.NodeMonitor;
import org.dora.daemon.process.RealTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the coordinator, from the registration to its loss. */
final class Connection {
  /** The released coordinator ends connections that bring more than 1 MiB. */
  private static final int RELEASED_LIMIT = 1_000_000;

  /** Whatever goes through our coordinator to a released CLI must stay below 16 MiB there. */
  private static final int LARGEST = 15 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  /** What a connection needs of the link. */
  interface Orders {
    /** Does what a command says. */
    Answer answer(DaemonCommand command) throws InterruptedException;

    /** Answers with what is in a log, when that has been read. */
    void read(UUID answered, DaemonCommand.Logs command, int limit);

    /** Returns what runs. */
    List<RunningDataflow> status() throws InterruptedException;

    /** Ends all that runs; returns when it has ended. */
    void endAll() throws InterruptedException;
  }

  private final WebSocketClient socket;
  private final LinkTimes times;
  private final Daemon daemon;
  private final Outbox outbox;
  private final Orders orders;
  private final HybridLogicalClock clock;
  private final NodeMonitor monitor;
  private final Messages messages;

  /** Whether the coordinator is of our own side. */
  private final boolean ours;

  private final TopicMessages topics;
  private long lastHeartbeat = System.nanoTime();
  private boolean destroyed;

  private Connection(
      WebSocketClient socket,
      LinkTimes times,
      Daemon daemon,
      Outbox outbox,
      Orders orders,
      RegisterResult.Registered registered) {
    this.socket = socket;
    this.times = times;
    this.daemon = daemon;
    this.outbox = outbox;
    this.orders = orders;
    this.clock = daemon.clock();
    this.monitor = daemon.monitor();
    Long most = registered.maxMessageBytes();
    this.ours = most != null;
    int limit = most == null ? RELEASED_LIMIT : (int) Math.min(most, LARGEST);
    this.messages = new Messages(registered.daemonId(), clock, limit);
    this.topics =
        most == null ? TopicMessages.asText(socket, messages) : TopicMessages.binary(socket, most);
    LOG.info("Connected to dora-coordinator as daemon `{}`", registered.daemonId());
  }

  /**
   * Registers.
   *
   * @throws RegistrationRefusedException if the coordinator does not want this daemon
   */
  static Connection register(
      WebSocketClient socket,
      DaemonRegistration registration,
      LinkTimes times,
      Daemon daemon,
      Outbox outbox,
      Orders orders)
      throws IOException {
    socket.send(Messages.request(new CoordinatorRequest.Register(registration), daemon.clock()));
    long end = System.nanoTime() + times.register().toNanos();
    while (true) {
      WebSocketMessage message = socket.poll(left(end));
      if (message == null) {
        throw new IOException("the coordinator does not answer the registration");
      }
      RegisterResult result = result(message, daemon.clock());
      switch (result) {
        case null -> {
          // Something else may come before it.
        }
        case RegisterResult.Refused(String reason) ->
            throw new RegistrationRefusedException(reason);
        case RegisterResult.Registered registered -> {
          return new Connection(socket, times, daemon, outbox, orders, registered);
        }
      }
    }
  }

  /** Returns the time until then, which is never nothing: that would mean for ever. */
  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  private static @Nullable RegisterResult result(
      WebSocketMessage message, HybridLogicalClock clock) {
    try {
      if (message instanceof WebSocketMessage.Text(byte[] text)
          && Frame.read(text) instanceof Frame.Request request) {
        Timestamped<RegisterResult> result = DaemonLink.registered(request);
        boolean _ = clock.observe(result.timestamp());
        return result.inner();
      }
    } catch (JsonException _) {
      // It is not for now.
    }
    return null;
  }

  /**
   * Serves the coordinator until the connection is lost.
   *
   * @return whether the coordinator has ended this daemon
   * @throws IOException when the connection is lost, and why
   */
  boolean serve() throws IOException, InterruptedException {
    outbox.connected(orders.status());
    Thread writer = Thread.ofPlatform().daemon().name("dora-link-writer").start(this::write);
    try {
      while (!destroyed) {
        WebSocketMessage message = socket.poll(left(lastHeartbeat + times.silence().toNanos()));
        if (message == null) {
          throw new IOException(
              "no sign of life of the coordinator for " + times.silence().toSeconds() + " s");
        }
        take(message);
      }
      return true;
    } finally {
      writer.interrupt();
      socket.close();
      writer.join();
    }
  }

  private void take(WebSocketMessage message) throws InterruptedException {
    switch (message) {
      case WebSocketMessage.Text(byte[] text) -> take(text);
      case WebSocketMessage.Binary(ReceivedBytes data) -> data.close();
    }
  }

  private void take(byte[] text) throws InterruptedException {
    Frame.Request request;
    try {
      if (!(Frame.read(text) instanceof Frame.Request read)) {
        return;
      }
      request = read;
    } catch (JsonException e) {
      LOG.warn("the coordinator sent what is no message: {}", e.getMessage());
      return;
    }
    try {
      Timestamped<DaemonCommand> command = DaemonLink.command(request);
      boolean _ = clock.observe(command.timestamp());
      handle(command.inner(), isCommand(request) ? request.id() : null);
    } catch (JsonException e) {
      LOG.warn("the coordinator asked what this daemon does not understand: {}", e.getMessage());
      fail(request, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a command of the coordinator failed", e);
      fail(request, "internal error: " + e);
    }
  }

  private static boolean isCommand(Frame.Request request) {
    return request.method().equals(DaemonLink.COMMAND);
  }

  /** Answers in any case: a coordinator waits for it for 30 s. */
  private void fail(Frame.Request request, String reason) {
    if (isCommand(request)) {
      outbox.now(new Outgoing.Answer(Frame.failure(request.id(), reason)));
    }
  }

  /**
   * @param answered the id of the command if it is to be answered
   */
  private void handle(DaemonCommand command, @Nullable UUID answered) throws InterruptedException {
    switch (command) {
      case DaemonCommand.Heartbeat _ -> lastHeartbeat = System.nanoTime();
      case DaemonCommand.Destroy _ -> destroy(answered);
      case DaemonCommand.Logs logs when answered != null ->
          orders.read(answered, logs, messages.limit());
      default -> {
        Answer answer = orders.answer(command);
        if (answered != null && answer.reply() != null) {
          outbox.now(new Outgoing.Answer(DaemonLink.reply(answered, answer.reply())));
        }
        answer.afterwards().run();
      }
    }
  }

  private void destroy(@Nullable UUID answered) throws InterruptedException {
    LOG.info("the coordinator ends this daemon");
    orders.endAll();
    if (answered != null) {
      DaemonCommandReply reply = new DaemonCommandReply.DestroyResult(Outcome.ok());
      outbox.answerBehind(new Outgoing.Answer(DaemonLink.reply(answered, reply)));
    }
    outbox.awaitEmpty(Duration.ofSeconds(2));
    destroyed = true;
  }

  /** Sends what there is until the connection ends. */
  private void write() {
    RealTime.leave();
    Ticks heartbeats = new Ticks(times.heartbeat());
    Ticks metrics = new Ticks(times.metrics());
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (heartbeats.isDue()) {
          beat();
        }
        if (metrics.isDue()) {
          measure();
        }
        Outgoing next = outbox.next(heartbeats.untilNext(metrics));
        if (next != null) {
          send(next);
          outbox.sent(next);
        }
      }
    } catch (InterruptedException | IOException _) {
      // Whoever reads learns of it, too, and says why.
    } finally {
      socket.close();
    }
  }

  private void send(Outgoing message) throws IOException {
    switch (message) {
      case Outgoing.Event(DaemonEvent event, _) -> {
        byte[] frame;
        try {
          frame = messages.of(event);
        } catch (RuntimeException e) {
          // One message that cannot be written must not keep back all others for ever.
          LOG.error("cannot write {}", event, e);
          return;
        }
        socket.send(frame);
      }
      case Outgoing.Answer(byte[] frame) -> socket.send(frame);
      case Outgoing.BinaryAnswer(AnswerFrame frame) -> socket.sendBinary(frame.toByteArray());
      case Outgoing.Topic topic -> topics.send(topic);
    }
  }

  private void beat() {
    outbox.confirm();
    var _ =
        daemon
            .faults()
            .thenAccept(counts ->
                outbox.now(new Outgoing.Event(new DaemonEvent.Heartbeat(WireForm.of(counts)), 0)));
  }

  private void measure() {
    var _ =
        monitor
            .sample()
            .thenAccept(dataflows ->
                dataflows.forEach((id, nodes) ->
                    outbox.metrics(new DaemonEvent.Metrics(id, WireForm.of(nodes, ours), null))));
  }
}
