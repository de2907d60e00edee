package org.dora.coordinator.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs who is not let in and why, each reason once a minute: who tries again for ever must not fill
 * the disk. Thread-safe.
 */
public final class RefusalLog {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorServer.class);

  private static final class Told {
    private final long last;
    private int since;

    private Told(long last) {
      this.last = last;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<String, Told> told = new HashMap<>();

  /**
   * @param nanoTime counts nanoseconds
   */
  public RefusalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes a refusal. */
  public void add(InetSocketAddress who, String reason) {
    String line = line(who, reason);
    if (line != null) {
      LOG.warn(line);
    }
  }

  /** Returns what is to be logged of a refusal; null if nothing. */
  synchronized @Nullable String line(InetSocketAddress who, String reason) {
    long now = nanoTime.getAsLong();
    Told before = told.get(reason);
    if (before != null && now - before.last < PAUSE.toNanos()) {
      before.since++;
      return null;
    }
    told.values().removeIf(it -> now - it.last >= FORGOTTEN.toNanos());
    told.put(reason, new Told(now));
    String line = who + " is not let in: " + reason;
    return before == null || before.since == 0
        ? line
        : line + " (and " + before.since + " others since this was last said)";
  }
}
