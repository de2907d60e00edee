package org.dora.daemon.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.dora.common.DoraException;
import org.dora.common.codec.DaemonReplyCodec;
import org.dora.common.codec.DaemonRequestCodec;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.dora.common.net.FrameTooLargeException;
import org.dora.common.version.PeerCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a node: reads a request, hands it to the conductor, writes the reply, and so
 * on.
 *
 * <p>Runs on a virtual thread of its own. The conductor answers by {@link #reply}; only polls for
 * events are served here, straight from the node's queue.
 */
public final class NodeConnection {
  /** How long a frame's body may take once its header is here (node-protocol.md, section 3). */
  private static final Duration BODY_LIMIT = Duration.ofSeconds(30);

  /**
   * How long the connection is left alone once all reports of direct messages that have come are
   * read, if it carries nothing else. Each report is a moment at which producer and reader need
   * every core: without the rest a message takes a fifth longer on two cores. What comes meanwhile
   * is read in one go, so that no rate of messages holds the producer up.
   */
  private static final Duration REST = Duration.ofMillis(10);

  private static final Logger LOG = LoggerFactory.getLogger(NodeConnection.class);

  private final FrameChannel channel;
  private final NodeListener listener;
  private final NodeRequests conductor;
  private final LinkedBlockingQueue<DaemonReply> replies = new LinkedBlockingQueue<>();
  private final InFlightWindow inFlight = new InFlightWindow();
  private volatile @Nullable NodeEventQueue events;
  private volatile @Nullable ConnectionOwner owner;

  /** When the node last asked, or got what it waited for. */
  private volatile long lastActivity;

  /** Whether the node waits for our answer or for room. */
  private volatile boolean waiting;

  private volatile boolean polling;

  private volatile boolean mayRest;
  private boolean registered;
  private boolean restDue;

  NodeConnection(FrameChannel channel, NodeListener listener, NodeRequests conductor) {
    this.channel = channel;
    this.listener = listener;
    this.conductor = conductor;
    this.lastActivity = conductor.nanoTime();
  }

  /** Returns the listener by which the node came in, which says whose connection this is. */
  public NodeListener listener() {
    return listener;
  }

  /** Says whose connection this is from its registration on. For the conductor. */
  public void bind(ConnectionOwner newOwner) {
    owner = newOwner;
  }

  /** Returns what {@link #bind} was told last, or null. */
  public @Nullable ConnectionOwner owner() {
    return owner;
  }

  /**
   * Returns when the node last asked something or got what it waited for, by the conductor's clock.
   * For any thread.
   */
  public long lastActivity() {
    return lastActivity;
  }

  /**
   * Returns whether the node waits for something that we owe it: its next event, the answer to
   * another request, or room for what it sends. For any thread.
   */
  public boolean isWaitingForUs() {
    return waiting;
  }

  /** Returns whether the node waits for its next event here. For any thread. */
  public boolean isPolling() {
    return polling;
  }

  /** Answers the request that the connection waits on. For the conductor. */
  public void reply(DaemonReply reply) {
    replies.add(reply);
  }

  /** Lets polls of this connection take from {@code queue}. For the conductor, before its reply. */
  public void attach(NodeEventQueue queue) {
    events = queue;
  }

  /** Lets reports of direct messages be read many at once. For the conductor, before its reply. */
  public void allowRest() {
    mayRest = true;
  }

  /** A message was delivered or dropped. For the conductor, once per message. */
  public void messageDone(DaemonRequest.SendMessage message) {
    inFlight.leave(sizeOf(message));
  }

  /** Ends the connection. For any thread. */
  public void close() {
    channel.close();
    inFlight.close();
    replies.add(new DaemonReply.Empty());
    NodeEventQueue queue = events;
    if (queue != null) {
      queue.discard();
    }
  }

  /** Ends the connection if a started frame has not become complete in time. */
  void closeIfStalled() {
    if (channel.bodyOverdueNanos() > BODY_LIMIT.toNanos()) {
      LOG.warn(
          "node {} sent only part of a message for {} s, closing its connection",
          listener.node(),
          BODY_LIMIT.toSeconds());
      close();
    }
  }

  /** Serves the connection until it ends. */
  void serve() {
    try {
      boolean open = true;
      while (open) {
        open = serveOne();
        if (restDue && !channel.hasBuffered()) {
          Thread.sleep(REST);
        }
      }
    } catch (IOException | FrameTooLargeException e) {
      LOG.debug("connection of node {} ended: {}", listener.node(), e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      conductor.disconnected(this);
    }
  }

  private boolean serveOne() throws IOException, InterruptedException {
    restDue = false;
    Timestamped<DaemonRequest> request;
    try {
      request = channel.read(in -> TimestampedCodec.read(in, DaemonRequestCodec::read));
    } catch (FrameTooLargeException e) {
      throw e;
    } catch (DoraException e) {
      LOG.warn("node {} sent a message that cannot be read: {}", listener.node(), e.getMessage());
      return true;
    }
    if (request == null) {
      return false;
    }
    restDue = mayRest && request.inner() instanceof DaemonRequest.OutputSent;
    lastActivity = conductor.nanoTime();
    waiting = true;
    try {
      return registered ? handle(request) : register(request);
    } finally {
      if (waiting) {
        lastActivity = conductor.nanoTime();
        waiting = false;
      }
    }
  }

  private boolean register(Timestamped<DaemonRequest> request)
      throws IOException, InterruptedException {
    if (!(request.inner() instanceof DaemonRequest.Register register)) {
      drop(request.inner());
      answer(new DaemonReply.Result("must send register message first"));
      return false;
    }
    String refusal =
        PeerCheck.refusal(register.doraVersion(), register.metadataVersion()).orElse(null);
    DaemonReply reply = refusal == null ? ask(request) : new DaemonReply.Result(refusal);
    answer(reply);
    registered = reply.equals(DaemonReply.Result.OK);
    return registered;
  }

  private boolean handle(Timestamped<DaemonRequest> request)
      throws IOException, InterruptedException {
    switch (request.inner()) {
      case DaemonRequest.SendMessage message -> {
        inFlight.enter(sizeOf(message));
        conductor.request(this, request);
      }
      case DaemonRequest.OutputSent _ -> conductor.request(this, request);
      case DaemonRequest.NextEvent _ -> poll();
      case DaemonRequest.Register _ ->
          answer(new DaemonReply.Result("unexpected register message"));
      case DaemonRequest.NodeConfig _ ->
          answer(new DaemonReply.Result("unexpected node config message"));
      case DaemonRequest.Subscribe _,
          DaemonRequest.CloseOutputs _,
          DaemonRequest.OutputsDone _,
          DaemonRequest.EventStreamDropped _,
          DaemonRequest.ExtensionStore _,
          DaemonRequest.ExtensionLoad _,
          DaemonRequest.ExtensionDrop _,
          DaemonRequest.ExtensionRequest _ ->
          answer(ask(request));
    }
    return true;
  }

  private DaemonReply ask(Timestamped<DaemonRequest> request) throws InterruptedException {
    conductor.request(this, request);
    return replies.take();
  }

  private void poll() throws IOException, InterruptedException {
    NodeEventQueue queue = events;
    if (queue == null) {
      answer(new DaemonReply.Result("must send subscribe message first"));
      return;
    }
    polling = true;
    List<Timestamped<NodeEvent>> batch;
    try {
      batch = queue.take();
    } finally {
      polling = false;
    }
    try {
      answer(new DaemonReply.NextEvents(batch));
    } catch (FrameTooLargeException e) {
      // Only a single event can be too large: what it adds to the producer's frame was too much.
      LOG.error("an event for node {} was dropped: {}", listener.node(), e.getMessage());
      poll();
    } finally {
      batch.forEach(NodeEventQueue::release);
    }
  }

  private void answer(DaemonReply reply) throws IOException {
    lastActivity = conductor.nanoTime(); // before the flag, so that no one sees a long silence
    waiting = false;
    channel.write(reply, DaemonReplyCodec::write);
  }

  private static void drop(DaemonRequest request) {
    if (request instanceof DaemonRequest.SendMessage message && message.data() != null) {
      message.data().release();
    }
  }

  private static long sizeOf(DaemonRequest.SendMessage message) {
    Payload data = message.data();
    return data == null ? 0 : data.size();
  }

  @Override
  public String toString() {
    return "NodeConnection[" + listener.node() + "]";
  }
}
