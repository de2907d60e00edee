package org.dora.coordinator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.schedule.Deadlines;
import org.dora.common.token.AuthToken;
import org.dora.coordinator.control.ControlEndpoint;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Context;
import org.dora.coordinator.dataflow.DaemonReports;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.metrics.Metrics;
import org.dora.coordinator.server.CoordinatorServer;
import org.dora.coordinator.store.SavedDataflow;
import org.dora.coordinator.store.Store;
import org.dora.coordinator.trace.Traces;

/**
 * Owns dataflows and knows daemons: a server on one port, and a conductor that has all state. Safe
 * for use by any thread.
 */
public final class Coordinator implements AutoCloseable {
  private final Conductor conductor;
  private final ControlEndpoint control;
  private final CoordinatorServer server;
  private final Store store;
  private final CompletableFuture<Void> destroyed = new CompletableFuture<>();

  /**
   * Starts a coordinator.
   *
   * @param store what it keeps; closed with it
   * @throws IOException if it cannot listen
   */
  public Coordinator(CoordinatorSettings settings, Store store) throws IOException {
    this.store = store;
    Deadlines deadlines = new Deadlines(System::nanoTime);
    HybridLogicalClock clock = new HybridLogicalClock();
    Traces traces = new Traces(InstantSource.system(), System::nanoTime);
    conductor = new Conductor(deadlines);
    Daemons daemons =
        new Daemons(
            clock, deadlines, InstantSource.system(), settings.server().daemonMessage(), traces);
    Dataflows dataflows =
        new Dataflows(
            new Context(
                daemons,
                settings.placement(),
                store,
                conductor,
                deadlines,
                clock,
                InstantSource.system(),
                traces,
                settings.spawnLimit(),
                settings.buildLimit(),
                settings.respawnBackoff()));
    Collection<SavedDataflow> saved = store.load();
    conductor.execute(() -> {
      dataflows.restore(saved);
      daemons.start(new DaemonReports(dataflows));
    });
    AuthToken token = settings.token();
    control =
        new ControlEndpoint(
            daemons, dataflows, traces, conductor, this::closePort, () -> destroyed.complete(null));
    Metrics metrics = new Metrics(daemons, dataflows, conductor);
    try {
      server =
          new CoordinatorServer(
              settings.server(),
              header -> token == null || token.isPresentedBy(header),
              metrics::text,
              control,
              link -> daemons.open(link, conductor));
    } catch (IOException e) {
      conductor.close();
      store.close();
      throw e;
    }
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Stops all dataflows, ends all daemons, and then completes {@link #destroyed}. */
  public void destroy() {
    conductor.execute(control::destroy);
  }

  private CompletableFuture<Void> closePort() {
    return server.closePort();
  }

  /** Completes when everything was ended; it is for the owner to close the coordinator. */
  public CompletableFuture<Void> destroyed() {
    return destroyed;
  }

  /** Ends all connections; daemons and their nodes go on. */
  @Override
  public void close() {
    server.close();
    conductor.close();
    store.close();
  }
}
