package org.dora.daemon.link;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.dora.common.net.WebSocketRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when to try again to reach the coordinator, and says why it was not reached: once for
 * each reason, and again from time to time.
 */
final class Retries {
  private static final Duration REPEATED = Duration.ofMinutes(1);
  private static final double JITTER = 0.25;
  private static final int UNAUTHORIZED = 401;

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  private final LinkTimes times;
  private Duration next;
  private long connectedAt;
  private boolean wasConnected;
  private String said = "";
  private long saidAt;

  Retries(LinkTimes times) {
    this.times = times;
    this.next = times.firstRetry();
  }

  /** The coordinator has taken this daemon. */
  void succeeded() {
    wasConnected = true;
    connectedAt = System.nanoTime();
    said = "";
  }

  /** An attempt has failed, or a connection was lost. */
  void failed(String url, IOException failure) {
    String reason = reason(failure);
    long now = System.nanoTime();
    if (wasConnected) {
      LOG.warn("lost the coordinator at {}: {}; nodes run on", url, reason);
      wasConnected = false;
      // One that takes us and drops us at once is not tried at full speed.
      next = now - connectedAt < times.longestRetry().toNanos() ? next : times.firstRetry();
      return;
    }
    if (!reason.equals(said) || now - saidAt >= REPEATED.toNanos()) {
      said = reason;
      saidAt = now;
      LOG.warn(
          "{} {}: {}; trying again, every {} s at last",
          isRefusal(failure) ? "This daemon is refused by" : "Could not connect to WS at",
          url,
          reason,
          longest(failure).toSeconds());
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof WebSocketRefusedException refused && refused.status() == UNAUTHORIZED) {
      return "it takes only daemons with its token, which is looked for in `DORA_AUTH_TOKEN`, in"
          + " `.dora-token` here and in the user's configuration";
    }
    String message = failure.getMessage();
    return failure instanceof EOFException || message == null
        ? "the connection has ended"
        : message;
  }

  /** Returns how long to wait before the next attempt. */
  Duration delay(IOException failure) {
    Duration longest = longest(failure);
    Duration delay = isRefusal(failure) ? longest : next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(times.longestRetry()) < 0 ? doubled : times.longestRetry();
    double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
    Duration jittered = Duration.ofNanos((long) (delay.toNanos() * factor));
    return jittered.compareTo(longest) < 0 ? jittered : longest;
  }

  private Duration longest(IOException failure) {
    return isRefusal(failure) ? times.refusedRetry() : times.longestRetry();
  }

  private static boolean isRefusal(IOException failure) {
    return failure instanceof WebSocketRefusedException
        || failure instanceof RegistrationRefusedException;
  }
}
