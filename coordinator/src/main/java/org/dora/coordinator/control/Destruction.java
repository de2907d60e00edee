package org.dora.coordinator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of everything: all dataflows, all daemons, and then the coordinator itself. */
final class Destruction {
  private static final Logger LOG = LoggerFactory.getLogger(Destruction.class);

  private final Daemons daemons;
  private final Dataflows dataflows;
  private final Executor conductor;
  private final Supplier<CompletableFuture<Void>> closePort;
  private final Runnable end;

  /**
   * @param closePort lets nobody in any more: whoever has the answer finds no coordinator
   * @param end ends the coordinator, after what was sent has left
   */
  Destruction(
      Daemons daemons,
      Dataflows dataflows,
      Executor conductor,
      Supplier<CompletableFuture<Void>> closePort,
      Runnable end) {
    this.daemons = daemons;
    this.dataflows = dataflows;
    this.conductor = conductor;
    this.closePort = closePort;
    this.end = end;
  }

  /**
   * Begins.
   *
   * @param answer says that all daemons have ended, or do not answer; done before the coordinator
   *     ends, so that it is heard
   */
  void begin(Runnable answer) {
    LOG.info("all dataflows, {} daemons and the coordinator end", daemons.all().size());
    dataflows.stopAll();
    List<CompletableFuture<?>> ended = new ArrayList<>();
    for (ConnectedDaemon daemon : List.copyOf(daemons.all())) {
      ended.add(
          daemon
              .order(
                  new DaemonCommand.Destroy(),
                  reply ->
                      reply instanceof DaemonCommandReply.DestroyResult(var outcome)
                          ? outcome
                          : null)
              .exceptionally(failure -> {
                LOG.warn(
                    "daemon {} did not confirm its end: {}", daemon, Failures.messageOf(failure));
                return null;
              }));
    }
    CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new))
        .thenCompose(_ -> closePort.get())
        .thenRunAsync(
            () -> {
              answer.run();
              end.run();
            },
            conductor);
  }
}
