package org.dora.node;

import java.time.Duration;
import java.util.Optional;

/** A request that was sent, and its response. */
public final class ServiceCall {
  private final String id;
  private final Correlation awaited;
  private final Answers answers;

  ServiceCall(String id, Correlation awaited, Answers answers) {
    this.id = id;
    this.awaited = awaited;
    this.answers = answers;
  }

  /** Returns the {@code request_id} of request and response, a UUID of version 7. */
  public String id() {
    return id;
  }

  /** Returns whether a message that the event loop has taken is the response. */
  public boolean isAnsweredBy(Event.Input input) {
    return input.metadata().requestId().equals(Optional.of(id));
  }

  /**
   * Waits for the response, as {@link Service#call} does. After a time-out it may be called again.
   *
   * @param timeout how long to wait
   * @throws NoAnswerException if none came in time, or none will come; its reason says which
   */
  public Event.Input await(Duration timeout) {
    return answers.await(awaited, timeout);
  }
}
