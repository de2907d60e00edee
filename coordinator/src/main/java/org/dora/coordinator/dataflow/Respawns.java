package org.dora.coordinator.dataflow;

import java.util.SortedSet;
import org.dora.common.DoraException;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Auto-recovery: starts nodes again that a daemon should run and does not, not too often for each
 * daemon and dataflow, so that what dies at once does not keep the machine busy.
 */
final class Respawns {
  private static final Logger LOG = LoggerFactory.getLogger(Respawns.class);

  private final Dataflows dataflows;
  private final Context context;
  private final Recovery recovery;
  private final CatchUps catchUps;

  Respawns(Dataflows dataflows, Recovery recovery, CatchUps catchUps) {
    this.dataflows = dataflows;
    this.context = dataflows.context();
    this.recovery = recovery;
    this.catchUps = catchUps;
  }

  /** Has the nodes of an absent part started again, now or when the last attempt is old enough. */
  void begin(DataflowRun run, Part part) {
    Long last = part.lastAttempt();
    long now = context.deadlines().now();
    long due = last == null ? now : last + context.respawnBackoff().toNanos();
    if (due - now <= 0) {
      attempt(run, part);
    } else {
      context.deadlines().at(due, () -> retry(run, part));
    }
  }

  /** Much may have happened in the meantime, another attempt among it. */
  private void retry(DataflowRun run, Part part) {
    boolean isWanted =
        run.phase() instanceof Phase.Running || run.phase() instanceof Phase.Recovering;
    if (isWanted && part.isAbsent() && run.parts().of(part.daemon()) == part) {
      begin(run, part);
    }
  }

  private void attempt(DataflowRun run, Part part) {
    ConnectedDaemon daemon = context.daemons().find(part.daemon()).orElse(null);
    if (daemon == null) {
      return; // its next report brings us here again
    }
    SortedSet<NodeId> nodes = run.missingOn(part.daemon());
    if (nodes.isEmpty()) {
      recovery.over(run, part);
      return;
    }
    part.attempted(context.deadlines().now());
    run.nodes().reported(part.daemon(), nodes);
    say(run, "auto-recovery: re-spawning %s on daemon `%s`".formatted(nodes, daemon));
    recovery.settle(run);
    try {
      Starts.begin(daemon, run.spawn(part.daemon(), nodes))
          .exceptionally(failure -> {
            failed(run, part, Failures.messageOf(failure));
            return null;
          });
    } catch (DoraException e) {
      failed(run, part, e.getMessage());
    }
  }

  /** A daemon says whether it has started processes of a dataflow that has been running before. */
  void spawned(DataflowRun run, ConnectedDaemon daemon, Outcome<String> outcome) {
    Part part = run.parts().of(daemon.id());
    if (part == null) {
      return;
    }
    String error = outcome.error();
    if (error == null) {
      catchUps.replay(run, part, daemon);
      dataflows.topics().resume(run, daemon);
    } else {
      failed(run, part, error);
    }
  }

  private void failed(DataflowRun run, Part part, String reason) {
    if (run.hasEnded() || part.isAbsent() || run.parts().of(part.daemon()) != part) {
      return; // the daemon is lost again, which is known
    }
    part.lost("starting its nodes on daemon `" + part.daemon() + "` failed: " + reason, null);
    run.nodes().lost(part.daemon());
    recovery.warn(run, String.valueOf(part.absence()));
    if (run.phase() instanceof Phase.Stopping) {
      recovery.over(run, part);
    } else {
      recovery.settle(run);
      begin(run, part);
    }
  }

  private void say(DataflowRun run, String message) {
    LOG.info("dataflow {}: {}", run, message);
    run.logs()
        .publish(LogMessage.of(LogLevel.INFO, "coordinator", message, context.time().instant()));
  }
}
