package org.dora.common.control;

import java.util.UUID;
import org.dora.common.codec.ControlReplyJson;
import org.dora.common.codec.ControlRequestJson;
import org.dora.common.codec.SubscribedJson;
import org.dora.common.codec.UnsubscribedJson;
import org.dora.common.frame.Frame;
import org.dora.common.json.JsonException;
import org.dora.common.log.LogMessage;
import org.dora.common.log.LogMessageJson;

/** The text frames of {@code /api/control} (control-protocol.md section 5), ready to be sent. */
public final class ControlLink {
  /** Method of all requests; nobody looks at it. */
  private static final String METHOD = "control";

  /** Name of all events. */
  private static final String LOG = "log";

  private ControlLink() {}

  /** Returns a request, to be answered with the same id. */
  public static byte[] request(UUID id, ControlRequest request) {
    return Frame.request(id, METHOD, request, ControlRequestJson::write);
  }

  /**
   * Reads a request.
   *
   * @throws JsonException if it is none that we know
   */
  public static ControlRequest request(Frame.Request frame) {
    return frame.params().read(ControlRequestJson::read);
  }

  /** Returns the answer to the request of that id. */
  public static byte[] reply(UUID id, ControlReply reply) {
    return Frame.reply(id, reply, ControlReplyJson::write);
  }

  /**
   * Reads an answer to any request except subscriptions to logs and {@code TopicUnsubscribe}.
   *
   * @throws JsonException if it is none that we know
   */
  public static ControlReply reply(Frame.Reply frame) {
    return frame.result().read(ControlReplyJson::read);
  }

  /** Returns the answer to a subscription to logs. */
  public static byte[] subscribed(UUID id) {
    return Frame.reply(id, new Subscribed(true), SubscribedJson::write);
  }

  /** Returns the answer to {@code TopicUnsubscribe}. */
  public static byte[] unsubscribed(UUID id, UUID subscriptionId) {
    return Frame.reply(id, new Unsubscribed(true, subscriptionId), UnsubscribedJson::write);
  }

  /** Returns a log message. */
  public static byte[] log(LogMessage message) {
    return Frame.event(LOG, message, LogMessageJson::write);
  }

  /**
   * Reads a log message.
   *
   * @throws JsonException if the event is something else
   */
  public static LogMessage log(Frame.Event frame) {
    return frame.payload().read(LogMessageJson::read);
  }
}
