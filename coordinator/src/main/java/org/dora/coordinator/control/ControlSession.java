package org.dora.coordinator.control;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.dora.common.DoraException;
import org.dora.common.control.BinaryFrame;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.dora.common.version.PeerCheck;
import org.dora.coordinator.dataflow.LogSubscriber;
import org.dora.coordinator.dataflow.TopicSubscriber;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.server.PeerLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CLI's connection: reads its requests on the I/O thread, hands them to the conductor, and sends
 * answers and log messages as they come, in no fixed order.
 */
final class ControlSession implements Conversation, LogSubscriber, TopicSubscriber {
  /** What may wait before messages on outputs are left out; one of any size may come on top. */
  private static final long TOPICS_PENDING = 16L << 20;

  /** The same for small ones: an image that is on its way does not keep them back. */
  private static final long SMALL_TOPICS_PENDING = 84L << 20;

  private static final long LARGEST_SMALL = 64 << 10;

  /** What may wait for a CLI that reads slowly or not at all. */
  private static final long MOST_PENDING = 96L << 20;

  /** How long a CLI may take no message on outputs, as with the released coordinator. */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ControlSession.class);

  private final PeerLink link;
  private final RequestHandler handler;
  private final Executor conductor;
  private final LongSupplier nanoTime;
  private volatile boolean gone;
  private boolean ours;

  /** When it last had room for a message on an output. Confined to the conductor. */
  private long lastRoom;

  ControlSession(PeerLink link, RequestHandler handler, Executor conductor, LongSupplier nanoTime) {
    this.link = link;
    this.handler = handler;
    this.conductor = conductor;
    this.nanoTime = nanoTime;
    this.lastRoom = nanoTime.getAsLong();
  }

  @Override
  public void text(byte[] message) {
    Frame frame;
    try {
      frame = Frame.read(message);
    } catch (JsonException e) {
      fail(Frame.NO_ID, "invalid request: " + e.getMessage());
      return;
    }
    if (!(frame instanceof Frame.Request request)) {
      fail(Frame.NO_ID, "invalid request: expected `method` and `params`");
      return;
    }
    ControlRequest params;
    try {
      params = ControlLink.request(request);
    } catch (DoraException e) {
      fail(request.id(), "invalid params: " + e.getMessage());
      return;
    }
    conductor.execute(() -> serve(request.id(), params));
  }

  private void serve(UUID id, ControlRequest request) {
    try {
      handler.handle(this, id, request);
    } catch (DoraException e) {
      refuse(id, e);
    } catch (RuntimeException e) {
      LOG.error("request {} failed", request.getClass().getSimpleName(), e);
      reply(id, new ControlReply.Failed("the coordinator failed on this request: " + e));
    }
  }

  InetSocketAddress address() {
    return link.address();
  }

  /** Answers a request. */
  void reply(UUID id, ControlReply reply) {
    send(ControlLink.reply(id, reply));
  }

  /** Answers a request in binary. */
  void reply(UUID id, Bytes answer) {
    if (takes()) {
      link.sendBinary(BinaryFrame.head(id), answer.asPayload());
    }
  }

  /** Answers a request with what went wrong. */
  void replyFailure(UUID id, Throwable failure) {
    if (!(failure instanceof DoraException)) {
      LOG.error("a request failed", failure);
    }
    refuse(id, failure);
  }

  /** A released daemon's refusals have a stack trace below their first line. */
  private void refuse(UUID id, Throwable reason) {
    String message = String.valueOf(reason.getMessage());
    LOG.info("the CLI at {} is refused: {}", link.address(), message.split("\n", 2)[0]);
    reply(id, new ControlReply.Failed(message));
  }

  /** Refuses a request in the frame itself, as the released coordinator does for some. */
  void fail(UUID id, String reason) {
    send(Frame.failure(id, reason));
  }

  @Override
  public void send(byte[] frame) {
    if (takes()) {
      link.send(frame);
    }
  }

  /** Returns whether there is room for one message more, and gives up a CLI for which not. */
  private boolean takes() {
    if (gone) {
      return false;
    }
    boolean room = link.pendingBytes() <= MOST_PENDING;
    if (!room) {
      LOG.warn("the CLI at {} takes nothing any more, its connection is closed", link.address());
      gone = true;
      link.close();
    }
    return room;
  }

  /** The CLI says which version it is. */
  void isOfVersion(String version) {
    ours = PeerCheck.isOurs(version);
  }

  @Override
  public boolean isOurs() {
    return ours;
  }

  @Override
  public boolean send(TopicViewer viewer, Payload data) {
    long now = nanoTime.getAsLong();
    long pending = link.pendingBytes();
    if (pending <= TOPICS_PENDING) {
      lastRoom = now;
    } else if (!gone && now - lastRoom > STALL_LIMIT.toNanos()) {
      LOG.warn(
          "the CLI at {} has taken no message on outputs for {} s, its connection is closed",
          link.address(),
          STALL_LIMIT.toSeconds());
      gone = true;
      link.close();
    }
    long most = data.size() <= LARGEST_SMALL ? SMALL_TOPICS_PENDING : TOPICS_PENDING;
    boolean hasRoom = !gone && pending <= most;
    if (hasRoom) {
      UUID id = viewer.subscription();
      link.sendBinary(ours ? BinaryFrame.head(id, viewer.leftOut()) : BinaryFrame.head(id), data);
    }
    return hasRoom;
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  @Override
  public void binary(Payload message) {
    LOG.debug("the CLI at {} sent {} binary bytes", link.address(), message.size());
    message.release();
  }

  @Override
  public void ended() {
    gone = true;
    conductor.execute(() -> handler.ended(this));
  }
}
