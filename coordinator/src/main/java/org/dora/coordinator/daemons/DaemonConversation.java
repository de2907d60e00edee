package org.dora.coordinator.daemons;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.dora.common.DoraException;
import org.dora.common.daemonlink.AnswerFrame;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.memory.Payload;
import org.dora.common.message.Timestamped;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.server.PeerLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon's connection: reads its messages on the I/O thread and hands them to the conductor. What
 * cannot be read is logged and left out, as the released coordinator does.
 */
final class DaemonConversation implements Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonConversation.class);

  private final PeerLink link;
  private final Daemons daemons;
  private final Executor conductor;

  /** Confined to the conductor. */
  private Standing standing = new Standing.Unknown();

  DaemonConversation(PeerLink link, Daemons daemons, Executor conductor) {
    this.link = link;
    this.daemons = daemons;
    this.conductor = conductor;
  }

  PeerLink link() {
    return link;
  }

  Standing standing() {
    return standing;
  }

  void become(Standing next) {
    standing = next;
  }

  @Override
  public void text(byte[] message) {
    try {
      switch (Frame.read(message)) {
        case Frame.Request frame -> {
          Timestamped<CoordinatorRequest> request = DaemonLink.request(frame);
          if (request.inner() instanceof CoordinatorRequest.Register(var it) && !it.isGenuine()) {
            conductor.execute(() ->
                daemons.refuse(this, "the proof of this daemon's identity does not fit its key"));
          } else {
            conductor.execute(() -> daemons.received(this, frame.id(), request));
          }
        }
        case Frame.Reply frame -> {
          DaemonCommandReply reply = DaemonLink.reply(frame);
          conductor.execute(() -> answered(frame.id(), new DaemonAnswer.Reply(reply)));
        }
        case Frame.Failure(UUID id, String error) ->
            conductor.execute(() -> failed(id, "daemon returned error: " + error));
        case Frame.Event event ->
            LOG.warn("daemon at {} sent the unknown event {}", link.address(), event.name());
      }
    } catch (JsonException e) {
      LOG.warn("daemon at {} sent what cannot be read: {}", link.address(), e.getMessage());
    }
  }

  private void answered(UUID request, DaemonAnswer answer) {
    if (standing instanceof Standing.Registered(ConnectedDaemon daemon)) {
      daemon.answered(request, answer);
    }
  }

  private void failed(UUID request, String reason) {
    if (standing instanceof Standing.Registered(ConnectedDaemon daemon)) {
      daemon.fail(request, reason);
    }
  }

  @Override
  public void binary(Payload message) {
    try (message) {
      ByteBuffer bytes = message.bytes().asByteBuffer();
      if (AnswerFrame.isIn(bytes)) {
        AnswerFrame frame = AnswerFrame.read(bytes);
        conductor.execute(
            () -> answered(frame.command(), new DaemonAnswer.PartOfLog(frame.answer())));
      } else {
        TopicDataFrame frame = TopicDataFrame.read(bytes);
        MemorySegment rest = message.retain().bytes().asSlice(bytes.position());
        Payload data = new Payload(rest, message::release);
        conductor.execute(() -> shown(frame, data));
      }
    } catch (DoraException e) {
      LOG.warn("daemon at {} sent what cannot be read: {}", link.address(), e.getMessage());
    }
  }

  private void shown(TopicDataFrame frame, Payload data) {
    try (data) {
      daemons.shown(this, frame, data);
    }
  }

  @Override
  public void ended() {
    conductor.execute(() -> daemons.disconnected(this));
  }
}
