package org.dora.zenoh.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.wire.CloseReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All transports of a session, of which there is at most one to each other session.
 *
 * <p>When two sessions dial each other at once, the dial of the greater id wins: it refuses the
 * other's, and the lesser id waits for the outcome of its own dial before it accepts.
 */
public final class Transports implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
  private static final int PENDING_ACCEPTS = 100;

  /** Too many open files, for instance, will not be fewer at once. */
  private static final long ACCEPT_PAUSE_NANOS = 10_000_000;

  private static final Duration END_LIMIT = Duration.ofMillis(300);

  private final Identity self;
  private final TransportSettings settings;
  private final ScheduledExecutorService timer;
  private final Links links;
  private final Function<Transport, TransportHandler> handlers;
  private final BlockPool pool = new BlockPool();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Semaphore pendingAccepts = new Semaphore(PENDING_ACCEPTS);

  /** Guards all below. */
  private final Object lock = new Object();

  private final Map<ZenohId, Transport> transports = new HashMap<>();

  /** Dials that know whom they have reached, and whether they succeed. */
  private final Map<ZenohId, CompletableFuture<Boolean>> dials = new HashMap<>();

  private boolean closed;

  /**
   * @param timer runs what is due; nothing that blocks is given to it
   * @param handlers makes the handler of each new transport, before anything comes over it
   */
  public Transports(
      Identity self,
      TransportSettings settings,
      Tls tls,
      ScheduledExecutorService timer,
      Function<Transport, TransportHandler> handlers) {
    this.self = self;
    this.settings = settings;
    this.timer = timer;
    this.links = new Links(timer, tls);
    this.handlers = handlers;
  }

  /**
   * Listens.
   *
   * @return where, with the port that was chosen
   * @throws IOException if the address cannot be bound
   */
  public Locator listen(Locator locator) throws IOException {
    Listener listener = links.listen(locator);
    listeners.add(listener);
    Thread.ofVirtual().name("zenoh-accept-" + listener.locator()).start(() -> acceptAt(listener));
    return listener.locator();
  }

  /** Returns where others can reach this session. */
  public List<Locator> locators() {
    List<Locator> locators = new ArrayList<>();
    for (Listener listener : listeners) {
      try {
        locators.addAll(listener.reachableAt());
      } catch (IOException e) {
        LOG.debug("the addresses of {} are unknown", listener.locator(), e);
      }
    }
    return locators;
  }

  /**
   * Makes a link.
   *
   * @return the transport to whoever is there, which may have been there before
   * @throws IOException if nobody can be reached
   * @throws ZenohException if one of both sides refuses
   */
  public Transport dial(Locator locator) throws IOException {
    Dial dial = new Dial();
    try {
      return links.dial(
          locator,
          settings.openTimeout().toMillis(),
          link -> open(link, shake(link, handshake -> handshake.dial(dial::begin))));
    } catch (RefusedException e) {
      Transport present = dial.peer == null ? null : presentTransport(dial.peer);
      if (present != null) {
        return present;
      }
      throw e;
    } finally {
      dial.end();
    }
  }

  /** One dial, from when it knows whom it has reached. */
  private final class Dial {
    private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    private @Nullable ZenohId peer;

    void begin(Identity reached) {
      synchronized (lock) {
        peer = reached.zid();
        if (transports.containsKey(peer) || dials.containsKey(peer)) {
          throw RefusedException.byUs(CloseReason.MAX_LINKS, "there is a link to " + peer);
        }
        dials.put(peer, outcome);
      }
    }

    void end() {
      synchronized (lock) {
        if (peer != null) {
          dials.remove(peer, outcome);
          outcome.complete(transports.containsKey(peer));
        }
      }
    }
  }

  private void acceptAt(Listener listener) {
    while (listener.isOpen()) {
      try {
        SocketChannel channel = listener.accept();
        pendingAccepts.acquireUninterruptibly();
        Thread.ofVirtual()
            .name("zenoh-handshake-" + listener.locator())
            .start(() -> accept(channel, listener));
      } catch (IOException e) {
        LOG.debug("accepting at {} failed: {}", listener.locator(), e.toString());
        LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
      }
    }
  }

  private void accept(SocketChannel channel, Listener listener) {
    try {
      links.accepted(
          channel,
          listener,
          settings.acceptTimeout().toMillis(),
          link -> open(link, shake(link, handshake -> handshake.accept(this::admit))));
    } catch (IOException | ZenohException e) {
      LOG.debug("a link accepted at {} came to nothing: {}", listener.locator(), e.getMessage());
    } finally {
      pendingAccepts.release();
    }
  }

  private void admit(Identity peer) {
    Optional<CompletableFuture<Boolean>> ownDial;
    Transport doubtful = null;
    synchronized (lock) {
      Transport present = transports.get(peer.zid());
      if (present != null && present.isDoubtful()) {
        doubtful = present;
        transports.remove(peer.zid());
      } else if (present != null) {
        throw alreadyLinked(peer.zid());
      }
      ownDial = Optional.ofNullable(dials.get(peer.zid()));
    }
    if (doubtful != null) {
      doubtful.close(CloseReason.UNRESPONSIVE);
    }
    if (ownDial.isPresent() && (isGreater(self.zid(), peer.zid()) || succeeds(ownDial.get()))) {
      throw alreadyLinked(peer.zid());
    }
  }

  private static RefusedException alreadyLinked(ZenohId peer) {
    return RefusedException.byUs(CloseReason.MAX_LINKS, "there is a link to " + peer);
  }

  private static boolean isGreater(ZenohId one, ZenohId other) {
    int byHigh = Long.compareUnsigned(one.high(), other.high());
    return byHigh > 0 || byHigh == 0 && Long.compareUnsigned(one.low(), other.low()) > 0;
  }

  private boolean succeeds(CompletableFuture<Boolean> ownDial) {
    return ownDial
        .completeOnTimeout(false, settings.openTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private interface Side {
    Agreement shake(Handshake handshake) throws IOException;
  }

  private Agreement shake(Link link, Side side) throws IOException {
    Handshake handshake = new Handshake(link, self, settings);
    try {
      return side.shake(handshake);
    } catch (RefusedException e) {
      if (!e.isByPeer()) {
        handshake.refuse(e.reason());
      }
      throw e;
    }
  }

  private Transport open(Link link, Agreement agreement) {
    ZenohId peer = agreement.peer().zid();
    Transport transport;
    synchronized (lock) {
      if (closed || transports.containsKey(peer)) {
        throw alreadyLinked(peer);
      }
      transport = new Transport(link, agreement, settings, pool, timer, this::remove);
      transports.put(peer, transport);
    }
    LOG.debug("linked to {} {} at {}", agreement.peer().whatAmI(), peer, link.remote());
    transport.start(handlers.apply(transport));
    return transport;
  }

  private void remove(Transport ended) {
    synchronized (lock) {
      transports.remove(ended.peer().zid(), ended);
    }
  }

  private @Nullable Transport presentTransport(ZenohId peer) {
    synchronized (lock) {
      return transports.get(peer);
    }
  }

  /** Returns whether there is a link to another session. */
  public boolean isLinkedTo(ZenohId peer) {
    return presentTransport(peer) != null;
  }

  /** Ends all links, within a second. */
  @Override
  public void close() {
    List<Transport> open;
    synchronized (lock) {
      closed = true;
      open = List.copyOf(transports.values());
    }
    for (Listener listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        LOG.debug("closing {} failed", listener.locator(), e);
      }
    }
    links.close();
    List<Thread> closing = new ArrayList<>();
    for (Transport transport : open) {
      closing.add(Thread.startVirtualThread(() -> transport.close(CloseReason.GENERIC)));
    }
    try {
      for (Thread thread : closing) {
        thread.join();
      }
      for (Transport transport : open) {
        transport.awaitEnd(END_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
