package org.dora.coordinator.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.NodeCommands;
import org.dora.coordinator.dataflow.Parameters;
import org.dora.coordinator.dataflow.Publications;
import org.dora.coordinator.dataflow.Starts;
import org.dora.coordinator.dataflow.Stops;
import org.dora.coordinator.dataflow.StoredLogs;
import org.dora.coordinator.dataflow.Topology;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.server.Endpoint;
import org.dora.coordinator.server.PeerLink;
import org.dora.coordinator.trace.Traces;

/** Serves CLIs. */
public final class ControlEndpoint implements Endpoint {
  private final RequestHandler handler;
  private final Destruction destruction;
  private final Executor conductor;

  /**
   * @param traces what the coordinator did
   * @param closePort lets nobody in any more
   * @param end ends the coordinator; called on the conductor when all daemons have ended
   */
  public ControlEndpoint(
      Daemons daemons,
      Dataflows dataflows,
      Traces traces,
      Executor conductor,
      Supplier<CompletableFuture<Void>> closePort,
      Runnable end) {
    destruction = new Destruction(daemons, dataflows, conductor, closePort, end);
    Starts starts = new Starts(dataflows);
    this.handler =
        new RequestHandler(
            new Features(
                daemons,
                dataflows,
                starts,
                new Stops(dataflows, starts),
                new StoredLogs(dataflows),
                new NodeCommands(dataflows),
                new Topology(dataflows),
                new Parameters(dataflows),
                traces,
                new Publications(dataflows),
                destruction));
    this.conductor = conductor;
  }

  /** Ends everything, as a CLI may ask for. For the conductor. */
  public void destroy() {
    destruction.begin(() -> {});
  }

  @Override
  public Conversation open(PeerLink link) {
    return new ControlSession(link, handler, conductor, System::nanoTime);
  }
}
