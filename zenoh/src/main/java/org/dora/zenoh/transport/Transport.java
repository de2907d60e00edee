package org.dora.zenoh.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dora.zenoh.Reliability;
import org.dora.zenoh.wire.CloseReason;
import org.dora.zenoh.wire.NetworkMessage;
import org.dora.zenoh.wire.TransportMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An established link to another session: sends, receives, and notices when it is dead. */
public final class Transport {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /** How long what was accepted may take to be written before a close cuts it off. */
  private static final Duration FLUSH_LIMIT = Duration.ofMillis(500);

  /** Of the lease; four times as often as anything has to be said. */
  private static final int TICKS_PER_LEASE = 8;

  private final Link link;
  private final Agreement agreement;
  private final TransportSettings settings;
  private final ScheduledExecutorService timer;
  private final Consumer<Transport> onEnd;
  private final BlockPool pool;
  private final Sender sender;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CountDownLatch written = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Receiver receiver;
  private @Nullable Future<?> ticks;

  Transport(
      Link link,
      Agreement agreement,
      TransportSettings settings,
      BlockPool pool,
      ScheduledExecutorService timer,
      Consumer<Transport> onEnd) {
    this.link = link;
    this.agreement = agreement;
    this.settings = settings;
    this.pool = pool;
    this.timer = timer;
    this.onEnd = onEnd;
    this.sender = new Sender(link, agreement, settings.sending());
  }

  /** Who we are on this link. */
  public Identity self() {
    return agreement.self();
  }

  /** Who is on the other side. */
  public Identity peer() {
    return agreement.peer();
  }

  /** Returns the address of the other side, for messages to people. */
  public String remote() {
    return link.remote();
  }

  /** Returns how many messages were given up because the link was full. */
  public long dropped() {
    return sender.dropped();
  }

  /** Begins to read and to write. */
  void start(TransportHandler handler) {
    Receiver starting = new Receiver(link, agreement, pool, settings.maxMessageSize(), handler);
    receiver = starting;
    long period = Math.max(1, settings.lease().toMillis() / TICKS_PER_LEASE);
    ticks = timer.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    String peer = agreement.peer().zid().toString();
    Thread.ofVirtual().name("zenoh-tx-" + peer).start(this::write);
    // A thread of the system is woken by its socket itself, twice as fast as a virtual one.
    Thread.ofPlatform().daemon().name("zenoh-rx-" + peer).start(() -> read(starting, handler));
  }

  private void write() {
    try {
      sender.run();
    } catch (IOException e) {
      LOG.debug("writing to {} has ended: {}", peer().zid(), e.toString());
      link.close();
    } finally {
      written.countDown();
    }
  }

  private void read(Receiver reading, TransportHandler handler) {
    try {
      reading.run();
    } catch (IOException e) {
      LOG.debug("reading from {} has ended: {}", peer().zid(), e.toString());
    } finally {
      sender.close();
      link.close();
      Future<?> running = ticks;
      if (running != null) {
        running.cancel(false);
      }
      onEnd.accept(this);
      handler.closed();
      done.countDown();
    }
  }

  private void tick() {
    sender.tick();
    if (isSilentFor(agreement.peerLeaseMillis())) {
      LOG.debug("{} has been silent for its lease", peer().zid());
      Thread.startVirtualThread(() -> close(CloseReason.EXPIRED));
    }
  }

  /** Returns whether nothing has come for so long. */
  boolean isSilentFor(long millis) {
    Receiver reading = receiver;
    return reading != null && reading.silentNanos() > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Returns whether the other side has missed half of its lease, so that it may be gone. */
  boolean isDoubtful() {
    return isSilentFor(agreement.peerLeaseMillis() / 2);
  }

  /**
   * Sends a message.
   *
   * @param patience how long to wait for room, instead of what the message's congestion control
   *     says
   * @return whether it is on its way; if not, it was dropped, or the link has ended
   */
  public boolean send(
      NetworkMessage message, Reliability reliability, @Nullable Patience patience) {
    return sender.send(message, reliability, patience);
  }

  /** Ends the link after what was accepted has been written, or after half a second. */
  public void close(CloseReason reason) {
    if (ended.compareAndSet(false, true)) {
      sender.finish(new TransportMessage.Close(reason, true));
      try {
        written.await(FLUSH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      link.close();
    }
  }

  /** Waits until the link has ended and the handler knows it. */
  public void awaitEnd() throws InterruptedException {
    done.await();
  }

  /** Waits the same, but only so long. */
  void awaitEnd(Duration limit) throws InterruptedException {
    done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
