package org.dora.interop.control;

import java.util.UUID;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.frame.Frame;

/** The CLI's side of a coordinator, spoken by our messages. */
final class Client implements AutoCloseable {
  private final Link link;

  Client(int port) {
    this.link = new Link(port, "/api/control");
  }

  /** Sends a request without waiting. */
  UUID send(ControlRequest request) {
    UUID id = UUID.randomUUID();
    link.send(ControlLink.request(id, request));
    return id;
  }

  /** Sends a frame that we do not write. */
  void send(String frame) {
    link.send(frame);
  }

  /** Waits for what answers a request, well or not. */
  Frame answer(UUID id) throws InterruptedException {
    return link.await(frame ->
        switch (frame) {
          case Frame.Reply(UUID answered, var _) -> answered.equals(id);
          case Frame.Failure(UUID answered, var _) -> answered.equals(id);
          case Frame.Request _, Frame.Event _ -> false;
        });
  }

  ControlReply reply(UUID id) throws InterruptedException {
    return ControlLink.reply((Frame.Reply) answer(id));
  }

  ControlReply ask(ControlRequest request) throws InterruptedException {
    return reply(send(request));
  }

  Frame.Event event() throws InterruptedException {
    return (Frame.Event) link.await(Frame.Event.class::isInstance);
  }

  @Override
  public void close() {
    link.close();
  }
}
