package org.dora.daemon.link;

import java.time.Duration;

/**
 * How long things take on the link (control-protocol.md section 24).
 *
 * @param connect how long an attempt to connect may take
 * @param register how long the answer to the registration may take
 * @param heartbeat from one sign of life of ours to the next
 * @param metrics from one measurement to the next
 * @param silence after which a coordinator without signs of life is taken for lost
 * @param firstRetry before the second attempt; doubled after each
 * @param longestRetry before any attempt
 * @param refusedRetry after a refusal: a coordinator counts attempts of other machines, 20 in 60 s
 * @param stopGrace how long nodes that are stopped may take before they are signalled, unless the
 *     coordinator says
 * @param leaveGrace the same when the daemon itself was told to end: who tells it, such as a
 *     container's runtime, kills it after 10 s
 */
record LinkTimes(
    Duration connect,
    Duration register,
    Duration heartbeat,
    Duration metrics,
    Duration silence,
    Duration firstRetry,
    Duration longestRetry,
    Duration refusedRetry,
    Duration stopGrace,
    Duration leaveGrace) {
  static final LinkTimes USUAL =
      new LinkTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4));
}
