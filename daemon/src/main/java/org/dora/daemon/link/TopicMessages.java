package org.dora.daemon.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.codec.InterDaemonEventCodec;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.codec.TimestampedCodec;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.message.Bytes;
import org.dora.common.message.Timestamped;
import org.dora.common.net.WebSocketClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what users look at over one connection: in binary messages to our coordinator, in JSON to a
 * released one, which ends the connection of who sends more than 1 MiB. What is too large is left
 * out, which is said once.
 */
final class TopicMessages {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  /** Sends one, unless it is too large. */
  private interface Form {
    boolean send(Outgoing.Topic topic, PostcardWriter payload) throws IOException;
  }

  private final Form form;
  private final PostcardWriter writer = new PostcardWriter();
  private boolean warned;

  private TopicMessages(Form form) {
    this.form = form;
  }

  /**
   * To our coordinator.
   *
   * @param limit of a message, in bytes
   */
  static TopicMessages binary(WebSocketClient socket, long limit) {
    return new TopicMessages((topic, payload) -> {
      if (TopicDataFrame.size(topic.viewers().size(), payload.size()) > limit) {
        return false;
      }
      List<ByteBuffer> pieces = new ArrayList<>();
      pieces.add(ByteBuffer.wrap(TopicDataFrame.head(topic.dataflow(), topic.viewers())));
      payload.forEachPiece(pieces::add);
      socket.sendBinary(pieces);
      return true;
    });
  }

  /** To a released coordinator. */
  static TopicMessages asText(WebSocketClient socket, Messages messages) {
    return new TopicMessages((topic, payload) -> {
      if (payload.size() > messages.limit()) {
        return false;
      }
      byte[] frame =
          messages.encode(
              new DaemonEvent.TopicDebugData(
                  topic.dataflow(),
                  topic.viewers().stream().map(TopicViewer::subscription).toList(),
                  Bytes.wrap(payload.toByteArray())));
      if (frame.length > messages.limit()) {
        return false;
      }
      socket.send(frame);
      return true;
    });
  }

  void send(Outgoing.Topic topic) throws IOException {
    writer.clear();
    TimestampedCodec.write(
        writer, new Timestamped<>(topic.event(), topic.timestamp()), InterDaemonEventCodec::write);
    if (!form.send(topic, writer) && !warned) {
      warned = true;
      LOG.warn(
          "messages of {} bytes and more on inspected outputs of dataflow {} are not shown: this"
              + " coordinator takes no message as large as that",
          topic.weight(),
          topic.dataflow());
    }
    writer.clear();
  }
}
