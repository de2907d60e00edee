package org.dora.zenoh;

import java.time.Duration;
import java.util.Optional;

/**
 * How a publisher sends.
 *
 * @param waitAtMost how long {@link Publisher#put} waits for room on a full link before it drops
 *     the value; absent to do what the congestion control says
 */
public record PublisherOptions(QoS qos, Reliability reliability, Optional<Duration> waitAtMost) {
  public static final PublisherOptions DEFAULT =
      new PublisherOptions(QoS.DEFAULT, Reliability.RELIABLE, Optional.empty());

  public PublisherOptions withQoS(QoS newQos) {
    return new PublisherOptions(newQos, reliability, waitAtMost);
  }

  public PublisherOptions withReliability(Reliability newReliability) {
    return new PublisherOptions(qos, newReliability, waitAtMost);
  }

  public PublisherOptions withWaitAtMost(Duration limit) {
    return new PublisherOptions(qos, reliability, Optional.of(limit));
  }
}
