package org.dora.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.log.LogMessage;

/** Those who follow logs, and what they get of the numbered lines. */
final class Followers {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final long DRAIN_NANOS = 20_000_000_000L;

  private final Fleet fleet;
  private final int count;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong outOfOrder = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();

  Followers(Fleet fleet, int count) {
    this.fleet = fleet;
    this.count = count;
    for (int i = 0; i < count; i++) {
      int number = i;
      ControlClient client = fleet.client();
      client.subscribe(new ControlRequest.LogSubscribe(fleet.dataflow(i), LogFilter.TRACE));
      Thread _ = Thread.ofPlatform().daemon().name("follower-" + number).start(() -> read(client));
    }
  }

  private void read(ControlClient client) {
    long next = 0;
    try (client) {
      while (!ended.get()) {
        LogMessage message = client.nextLog(PATIENCE);
        if (message != null && message.nodeId() != null) {
          if (Long.parseLong(message.message(), 0, 9, 10) != next) {
            outOfOrder.incrementAndGet();
          }
          next++;
          received.incrementAndGet();
        }
      }
    }
  }

  /** Has lines printed, so many in a second of all nodes together. */
  void print(int perSecond, Duration time) throws IOException {
    long begin = System.nanoTime();
    long all = perSecond * time.toSeconds();
    for (long line = 0; line < all; line++) {
      long due = begin + line * 1_000_000_000L / perSecond;
      if (due > System.nanoTime()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      fleet.log((int) (line % count));
      sent.incrementAndGet();
    }
  }

  /** Waits for the lines that are on their way and ends. */
  String end() {
    long deadline = System.nanoTime() + DRAIN_NANOS;
    while (received.get() < sent.get() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    ended.set(true);
    return "%d lines sent, %d received, %d out of order"
        .formatted(sent.get(), received.get(), outOfOrder.get());
  }
}
