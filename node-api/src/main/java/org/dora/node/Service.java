package org.dora.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.dora.common.id.UuidV7;
import org.dora.common.message.Metadata;

/**
 * The client's side of a service: sends requests on an output and takes each one's response, which
 * carries the same {@code request_id} (node-protocol.md, section 16.3).
 *
 * {@snippet :
 * Service add = node.service("add/request", "add/response");
 * long sum = add.call(Data.of(new long[] {2, 3}), Duration.ofSeconds(2)).longValue();
 * }
 *
 * <p>Servers answer by {@link Node#respond}. Requests may be sent by any thread; waiting belongs to
 * the thread that takes events.
 */
public final class Service {
  private final Output requests;
  private final Answers answers;

  Service(Output requests, Answers answers) {
    this.requests = requests;
    this.answers = answers;
  }

  /**
   * Sends a request and waits for its response. All other events stay where they are for the event
   * loop, and inputs that were taken before stay valid.
   *
   * @param timeout how long to wait for the response
   * @return the response, valid until the next event is taken, unless retained
   * @throws NoAnswerException if none came in time, or none will come; its reason says which
   * @throws UnknownOutputException if the descriptor does not give the node the output
   */
  public Event.Input call(Data request, Duration timeout) {
    return request(request).await(timeout);
  }

  /** Sends a request, to wait for its response later: other requests may be sent meanwhile. */
  public ServiceCall request(Data request) {
    return request(request, org.dora.node.Metadata.empty());
  }

  /** Sends a request with metadata, which most servers send back with their response. */
  public ServiceCall request(Data request, org.dora.node.Metadata metadata) {
    String id = UuidV7.next(InstantSource.system()).toString();
    Correlation awaited =
        answers.to(
            "request " + id + " on output `" + requests.id() + "`",
            List.of(input -> id.equals(input.text(Metadata.REQUEST_ID))));
    requests.sendListed(request, metadata.copy().put(Metadata.REQUEST_ID, id));
    return new ServiceCall(id, awaited, answers);
  }
}
