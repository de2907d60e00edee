package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dora.common.DoraException;
import org.dora.common.control.DataflowResult;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.id.DaemonId;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.store.SavedState;
import org.dora.coordinator.store.StopOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops dataflows and starts them again (control-protocol.md, section 16). */
public final class Stops {
  private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

  private final Dataflows dataflows;
  private final Starts starts;
  private final Context context;

  /**
   * @param starts for those that are to run again
   */
  public Stops(Dataflows dataflows, Starts starts) {
    this.dataflows = dataflows;
    this.starts = starts;
    this.context = dataflows.context();
  }

  /**
   * Stops a dataflow.
   *
   * @param grace until its nodes are killed, null for the default
   * @return how it ended, when it has; of one that had ended before, at once
   */
  public CompletableFuture<DataflowResult> stop(UUID id, @Nullable Duration grace, boolean force) {
    DataflowRun archived = dataflows.findArchived(id);
    if (archived != null) {
      return archived.ended();
    }
    DataflowRun run =
        dataflows.running(id, "no known running dataflow found with UUID `" + id + "`");
    return stop(run, new StopOrder(grace, force));
  }

  /** Stops the dataflow of that name; see {@link #stop(UUID, Duration, boolean)}. */
  public CompletableFuture<DataflowResult> stop(
      String name, @Nullable Duration grace, boolean force) {
    return stop(idOf(name), grace, force);
  }

  private CompletableFuture<DataflowResult> stop(DataflowRun run, StopOrder order) {
    run.cancelRestart("dataflow `" + run.id() + "` was stopped before the restart could complete");
    return tellDaemons(run, order).thenCompose(_ -> run.ended());
  }

  /** The intent is saved before the daemons are told, so that no failure of ours undoes it. */
  private CompletableFuture<Void> tellDaemons(DataflowRun run, StopOrder order) {
    LOG.info("dataflow {} is {}", run, order);
    run.stopping(order);
    dataflows.recovery().settle(run);
    return dataflows
        .records()
        .save(run, SavedState.STOPPING)
        .thenComposeAsync(_ -> send(run, order), context.continuing());
  }

  private CompletableFuture<Void> send(DataflowRun run, StopOrder order) {
    endLost(run);
    DaemonCommand command = run.stopCommand(order);
    Map<DaemonId, String> failures = new LinkedHashMap<>();
    List<CompletableFuture<?>> told = new ArrayList<>();
    int daemons = run.daemons().size();
    for (DaemonId id : run.daemons()) {
      ConnectedDaemon daemon = context.daemons().find(id).orElse(null);
      if (daemon != null) {
        told.add(
            daemon
                .order(
                    command,
                    reply ->
                        reply instanceof DaemonCommandReply.StopResult(var outcome)
                            ? outcome
                            : null)
                .exceptionally(failure -> {
                  failures.put(id, Failures.messageOf(failure));
                  return null;
                }));
      }
    }
    return Starts.all(told)
        .thenRun(() -> {
          if (!failures.isEmpty() && !run.hasEnded()) {
            throw new RefusedException(
                "failed to stop dataflow `%s` on %d of %d daemon(s): %s"
                    .formatted(
                        run.id(),
                        failures.size(),
                        daemons,
                        failures.entrySet().stream()
                            .map(it -> it.getKey() + ": " + it.getValue())
                            .collect(Collectors.joining("; "))));
          }
        });
  }

  /** What daemons that are here do not run, and were to start again, is over. */
  private void endLost(DataflowRun run) {
    for (Part part : run.parts().absent()) {
      if (context.daemons().find(part.daemon()).isPresent()) {
        dataflows.recovery().over(run, part);
      }
    }
  }

  /**
   * Stops a dataflow and starts it again with the same name and descriptor.
   *
   * @return the id of the new one, once its daemons have begun
   */
  public CompletableFuture<UUID> restart(UUID id, @Nullable Duration grace, boolean force) {
    DataflowRun run = dataflows.running(id, "no running dataflow with UUID `" + id + "`");
    CompletableFuture<UUID> restarted = run.beginRestart();
    tellDaemons(run, new StopOrder(grace, force))
        .thenCompose(_ -> run.ended())
        .thenAcceptAsync(
            _ -> {
              if (!restarted.isDone()) {
                again(run, restarted);
              }
            },
            context.continuing())
        .exceptionally(failure -> {
          run.cancelRestart(Failures.messageOf(failure));
          return null;
        });
    return restarted;
  }

  private void again(DataflowRun run, CompletableFuture<UUID> restarted) {
    try {
      starts
          .start(run.launch(), run.name())
          .whenComplete((id, failure) -> {
            if (failure == null) {
              LOG.info("dataflow {} runs again as {}", run, id);
              restarted.complete(id);
            } else {
              run.cancelRestart(
                  "failed to start restarted dataflow: " + Failures.messageOf(failure));
            }
          });
    } catch (DoraException e) {
      run.cancelRestart("failed to start restarted dataflow: " + e.getMessage());
    }
  }

  /** Returns the id of the running dataflow of that name, as {@link #restart} needs it. */
  public UUID runningIdOf(String name) {
    List<DataflowRun> found =
        dataflows.running().stream().filter(run -> run.name().equals(name)).toList();
    return single(found, name).id();
  }

  private UUID idOf(String name) {
    if (dataflows.isNameTaken(name)) {
      return runningIdOf(name);
    }
    List<DataflowRun> found =
        dataflows.archived().stream().filter(run -> run.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new RefusedException(
          "multiple archived dataflows found with name `"
              + name
              + "`, Please provide the UUID instead.");
    }
    return single(found, name).id();
  }

  private static DataflowRun single(List<DataflowRun> found, String name) {
    if (found.isEmpty()) {
      throw new RefusedException("no dataflow with name `" + name + "`");
    }
    if (found.size() > 1) {
      throw new RefusedException("multiple dataflows found with name `" + name + "`");
    }
    return found.getFirst();
  }
}
