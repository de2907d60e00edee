package org.dora.zenoh.session;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.session.Settings.Retry;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.transport.Transport;
import org.dora.zenoh.transport.Transports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps links to configured endpoints: dials again for ever, more and more rarely. */
final class Connector implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

  private static final long SHORTEST_PAUSE = 10;

  private final Transports transports;
  private final Retry retry;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  Connector(Transports transports, Retry retry) {
    this.transports = transports;
    this.retry = retry;
  }

  /**
   * Keeps a link to one of the endpoints.
   *
   * @return completes with whom was reached at first, or with why nobody was
   */
  CompletableFuture<Transport> keepOneOf(List<Locator> endpoints) {
    CompletableFuture<Transport> first = new CompletableFuture<>();
    threads.add(
        Thread.ofVirtual().name("zenoh-connect-" + endpoints).start(() -> keep(endpoints, first)));
    return first;
  }

  private void keep(List<Locator> endpoints, CompletableFuture<Transport> first) {
    long pause = retry.first().toMillis();
    try {
      while (true) {
        long began = System.nanoTime();
        try {
          Transport transport = dialOneOf(endpoints);
          first.complete(transport);
          pause = retry.first().toMillis();
          transport.awaitEnd();
          began = System.nanoTime();
          LOG.debug("the link to {} has ended", transport.remote());
        } catch (ZenohException e) {
          first.completeExceptionally(e);
          LOG.debug("{}; next try in {} ms", e.getMessage(), pause);
        }
        // Not all at the same time, and never two again and again that refuse each other.
        long random = ThreadLocalRandom.current().nextLong(pause / 2 + 1);
        // The pause is counted from the beginning of a dial, which may have used all of it up.
        long spent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Thread.sleep(Duration.ofMillis(Math.max(SHORTEST_PAUSE, pause - random - spent)));
        pause = Math.min((long) (pause * retry.factor()), retry.longest().toMillis());
      }
    } catch (InterruptedException _) {
      first.completeExceptionally(new ZenohException("the session is closed"));
    }
  }

  private Transport dialOneOf(List<Locator> endpoints) {
    List<String> failures = new ArrayList<>();
    for (Locator endpoint : endpoints) {
      try {
        return transports.dial(endpoint);
      } catch (IOException | ZenohException e) {
        failures.add(endpoint + ": " + e.getMessage());
      }
    }
    throw new ZenohException("nobody was reached: " + String.join("; ", failures));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
