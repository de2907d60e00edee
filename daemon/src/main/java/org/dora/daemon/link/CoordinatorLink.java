package org.dora.daemon.link;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonKey;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.log.LogMessage;
import org.dora.common.net.WebSocketClient;
import org.dora.daemon.Daemon;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.process.RealTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a daemon linked to its coordinator: connects, serves, and connects again when the link is
 * lost, for as long as the daemon lives. What runs goes on meanwhile, and is reported on return.
 *
 * <p>Its threads are platform threads, so that under {@code --rt} they can be ordinary ones, and a
 * flood of log lines takes no carrier from the nodes' connections.
 */
public final class CoordinatorLink {
  static final String PATH = "/api/daemon";

  /** A released coordinator asks for nothing larger than this. */
  private static final int LARGEST_COMMAND = 64 << 20;

  /**
   * How long nodes have to end when the coordinator ends the daemon (control-protocol.md section
   * 16).
   */
  private static final Duration END_LIMIT = Duration.ofSeconds(16);

  /** The same when a signal has ended the daemon: {@link LinkTimes#leaveGrace}, and half of it. */
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(7);

  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  private final LinkSettings settings;
  private final LinkTimes times;
  private final Outbox outbox = new Outbox(System::nanoTime);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();

  /** Guarded by {@code lock}, as all that follows: what {@link #leave} has to end. */
  private @Nullable WebSocketClient socket;

  private @Nullable Service service;
  private boolean connected;
  private boolean leaving;

  /** A link that has not begun yet. */
  public CoordinatorLink(LinkSettings settings) {
    this(settings, LinkTimes.USUAL);
  }

  CoordinatorLink(LinkSettings settings, LinkTimes times) {
    this.settings = settings;
    this.times = times;
  }

  /** Returns the way of log messages to the coordinator, for the daemon that will be linked. */
  public LogSink logSink() {
    return new LogSink() {
      @Override
      public void accept(LogMessage message) {
        outbox.log(message);
      }

      @Override
      public void flush() {}
    };
  }

  /** Serves the coordinator until it ends the daemon, or {@link #leave} does. */
  public void serve(Daemon daemon) throws InterruptedException {
    try (Service begun = new Service(daemon)) {
      synchronized (lock) {
        if (leaving) {
          return;
        }
        service = begun;
      }
      Thread _ = Thread.ofPlatform().daemon().name("dora-link").start(begun::run);
      ended.await();
    }
  }

  /**
   * Ends all that runs, gracefully at first, tells the coordinator and ends the link. Waits for all
   * that.
   */
  public void leave() throws InterruptedException {
    Service begun;
    synchronized (lock) {
      leaving = true;
      begun = service;
      lock.notifyAll();
    }
    if (begun != null) {
      begun.endAll(times.leaveGrace(), LEAVE_LIMIT);
    }
    boolean reachable;
    synchronized (lock) {
      reachable = connected;
    }
    if (reachable) {
      outbox.event(new DaemonEvent.Exit());
      outbox.awaitEmpty(GOODBYE_LIMIT);
    }
    synchronized (lock) {
      if (socket != null) {
        socket.close();
      }
    }
    // An attempt to connect may take some seconds more.
    ended.countDown();
  }

  /** The link of one daemon. */
  private final class Service implements Connection.Orders, AutoCloseable {
    private final Daemon daemon;
    private final Runs runs;
    private final Builds builds;
    private final Desk desk;
    private final LogDesk logs;

    /** By which our coordinator knows this daemon again; null if it could not be kept. */
    private final @Nullable DaemonKey key = takeKey();

    private final Retries retries = new Retries(times);

    /** When the link was lost or the daemon began, until nodes were stopped for that. */
    private long lostAt = System.nanoTime();

    private boolean stoppedForLoss;
    private boolean destroyed;

    private Service(Daemon daemon) {
      this.daemon = daemon;
      runs = new Runs(daemon, outbox);
      builds = new Builds(settings.directory(), settings.environment(), outbox);
      desk = new Desk(settings, times.stopGrace(), daemon, runs, builds, outbox);
      logs = new LogDesk(runs, outbox);
    }

    private @Nullable DaemonKey takeKey() {
      try {
        return DaemonKey.take(settings.keys(), settings.machineId());
      } catch (IOException e) {
        LOG.warn(
            "no key in `{}`, so a coordinator does not know this daemon again: {}",
            settings.keys(),
            e.toString());
        return null;
      }
    }

    private void run() {
      RealTime.leave();
      try {
        while (!destroyed && !isLeaving()) {
          attempt();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        ended.countDown();
      }
    }

    private void attempt() throws InterruptedException {
      try (WebSocketClient opened = open()) {
        Connection connection =
            Connection.register(opened, registration(), times, daemon, outbox, this);
        retries.succeeded();
        note(true);
        try {
          destroyed = connection.serve();
        } finally {
          note(false);
          desk.endInspections();
          lostAt = System.nanoTime();
          stoppedForLoss = false;
        }
      } catch (IOException e) {
        if (!isLeaving()) {
          retries.failed(settings.url(), e);
          pause(retries.delay(e));
        }
      }
    }

    private WebSocketClient open() throws IOException {
      WebSocketClient opened =
          WebSocketClient.connect(
              settings.address(), PATH, settings.token().get(), times.connect(), LARGEST_COMMAND);
      synchronized (lock) {
        socket = opened;
        if (leaving) {
          opened.close();
        }
      }
      return opened;
    }

    private DaemonRegistration registration() {
      DaemonRegistration registration =
          DaemonRegistration.ours(settings.machineId(), settings.labels(), ZenohEndpoints.NONE);
      return key == null ? registration : registration.with(key.prove(InstantSource.system()));
    }

    private void note(boolean isConnected) {
      synchronized (lock) {
        connected = isConnected;
      }
    }

    private boolean isLeaving() {
      synchronized (lock) {
        return leaving;
      }
    }

    /** Waits before the next attempt, and stops what may not run on without a coordinator. */
    private void pause(Duration delay) throws InterruptedException {
      long end = System.nanoTime() + delay.toNanos();
      Duration stopAfter = settings.stopAfter();
      synchronized (lock) {
        long left = delay.toMillis();
        while (left > 0 && !leaving) {
          lock.wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
      }
      if (stopAfter != null
          && !stoppedForLoss
          && System.nanoTime() - lostAt >= stopAfter.toNanos()) {
        stoppedForLoss = true;
        if (!runs.ids().isEmpty()) {
          LOG.warn("no coordinator for {} s: all dataflows are stopped", stopAfter.toSeconds());
        }
        desk.stopAll(times.stopGrace());
      }
    }

    @Override
    public Answer answer(DaemonCommand command) throws InterruptedException {
      return desk.answer(command);
    }

    @Override
    public void read(UUID answered, DaemonCommand.Logs command, int limit) {
      logs.read(answered, command, limit);
    }

    @Override
    public List<RunningDataflow> status() throws InterruptedException {
      try {
        return runs.status(daemon.nodes().get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the conductor always answers", e);
      }
    }

    @Override
    public void endAll() throws InterruptedException {
      endAll(times.stopGrace(), END_LIMIT);
    }

    private void endAll(Duration grace, Duration limit) throws InterruptedException {
      builds.close();
      desk.stopAll(grace);
      if (!runs.awaitNone(limit)) {
        daemon.kill();
        boolean _ = runs.awaitNone(KILL_LIMIT);
      }
    }

    @Override
    public void close() {
      builds.close();
      logs.close();
      if (key != null) {
        try {
          key.close();
        } catch (IOException _) {
          // Its lock goes with this process at the latest.
        }
      }
    }
  }
}
