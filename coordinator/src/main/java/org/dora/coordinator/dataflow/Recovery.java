package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.store.SavedState;
import org.dora.coordinator.store.StopOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of dataflows when daemons go and come back, or the coordinator itself does
 * (control-protocol.md, section 21). A daemon's word about what it runs counts, whatever was kept.
 */
final class Recovery {
  /** How long a dataflow waits for any of its daemons. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** The same for one that somebody waits to see stopped. */
  static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final Dataflows dataflows;
  private final Context context;
  private final CatchUps catchUps;
  private final Respawns respawns;

  Recovery(Dataflows dataflows) {
    this.dataflows = dataflows;
    this.context = dataflows.context();
    this.catchUps = new CatchUps(context, dataflows.records());
    this.respawns = new Respawns(dataflows, this, catchUps);
  }

  CatchUps catchUps() {
    return catchUps;
  }

  Respawns respawns() {
    return respawns;
  }

  /** A daemon is gone, and with it what is known of its nodes. */
  void lost(ConnectedDaemon daemon) {
    for (DataflowRun run : List.copyOf(dataflows.running())) {
      Part part = run.parts().of(daemon.id());
      if (part != null && !part.isAbsent()) {
        part.lost("daemon `" + daemon + "` was lost", daemon.address().getAddress());
        run.nodes().lost(daemon.id());
        if (run.mayBegin()) {
          dataflows.letGo(run, daemon);
        }
        warn(
            run,
            run.parts().areAllAbsent()
                ? "all daemons running this dataflow disconnected; waiting for daemon reconnect"
                    + " (Recovering)"
                : "daemon `" + daemon + "` disconnected; the other nodes go on");
        settle(run);
      }
    }
  }

  /** Ends, or begins, the wait for daemons that are gone; afterwards the dataflow is given up. */
  void settle(DataflowRun run) {
    if (run.hasEnded() || run.phase() instanceof Phase.Starting) {
      return; // a start has a limit of its own
    }
    boolean isStopping = run.phase() instanceof Phase.Stopping;
    if (!run.parts().areAllAbsent()) {
      run.endLimit();
      if (run.phase() instanceof Phase.Recovering) {
        run.recovered();
        dataflows.records().save(run, SavedState.RUNNING);
      }
    } else {
      if (run.phase() instanceof Phase.Running) {
        run.recovering();
        dataflows.records().save(run, SavedState.RECOVERING);
      }
      Duration limit = isStopping ? STOP_LIMIT : LIMIT;
      run.limitBy(context.deadlines().after(limit, () -> giveUp(run, limit)));
    }
  }

  private void giveUp(DataflowRun run, Duration limit) {
    LOG.warn("dataflow {} is given up: no daemon of it has come back", run);
    run.cancelRestart(
        "daemon disconnected while restart was pending for dataflow `" + run.id() + "`");
    String reason = "recovery timeout (" + limit.toSeconds() + "s): no daemon reconnected";
    run.parts().absent().forEach(part -> addLost(run, part, reason));
    dataflows.giveUp(run);
  }

  /** Nodes that are lost have failed, which nobody else will say. */
  private void addLost(DataflowRun run, Part part, String reason) {
    NodeError error =
        new NodeError(
            context.clock().now(),
            new NodeErrorCause.Other(part.absence() + "; " + reason),
            new NodeExitStatus.Unknown());
    SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    run.missingOn(part.daemon()).forEach(node -> results.put(node, Outcome.failed(error)));
    run.addResults(results);
  }

  /** A daemon that has just connected says what it runs. */
  void reported(ConnectedDaemon daemon, List<RunningDataflow> report) {
    Set<UUID> named = new HashSet<>();
    for (RunningDataflow found : report) {
      named.add(found.dataflowId());
      DataflowRun run = dataflows.findRunning(found.dataflowId());
      if (run == null) {
        stray(daemon, found.dataflowId());
      } else {
        found(daemon, run, found.runningNodes());
      }
    }
    for (DataflowRun run : List.copyOf(dataflows.running())) {
      if (!named.contains(run.id())) {
        missing(daemon, run, report.isEmpty());
      }
    }
  }

  /** What is over for us must not run on. */
  private void stray(ConnectedDaemon daemon, UUID id) {
    if (dataflows.findArchived(id) == null) {
      LOG.warn("daemon {} runs the dataflow {}, which nobody here knows", daemon, id);
    } else {
      LOG.warn("daemon {} still runs the dataflow {}, which is over: it is stopped", daemon, id);
      daemon.tell(new DaemonCommand.StopDataflow(id, null, false));
    }
  }

  private void found(ConnectedDaemon daemon, DataflowRun run, List<NodeId> nodes) {
    List<NodeId> others = adopt(daemon, run, nodes);
    Part part = partOf(daemon, run);
    if (!others.isEmpty()) {
      refuse(daemon, run, part, others);
    }
    if (part == null) {
      return;
    }
    LOG.info("dataflow {} runs on daemon {}", run, daemon);
    part.confirmed();
    run.nodes().reported(daemon.id(), nodes);
    if (run.phase() instanceof Phase.Stopping(StopOrder order)) {
      daemon.tell(run.stopCommand(order));
    } else {
      nodes.stream()
          .filter(node -> !run.nodes().contains(node))
          .forEach(node -> removeUnconfirmed(daemon, run, node));
      if (run.spawnedOn(daemon.id())) {
        dataflows.records().save(run, SavedState.RUNNING);
      }
    }
    dataflows.letGo(run, daemon);
    catchUps.returned(run, part, daemon);
    dataflows.topics().resume(run, daemon);
    settle(run);
  }

  /** Whoever added or removed it was told that this has failed, as its daemon's answer was lost. */
  private static void removeUnconfirmed(ConnectedDaemon daemon, DataflowRun run, NodeId node) {
    LOG.warn(
        "daemon {} runs the node {}, which is no part of dataflow {}: it is removed",
        daemon,
        node,
        run.id());
    daemon.ask(new DaemonCommand.RemoveNode(run.id(), node, null));
  }

  /**
   * Nodes belong to the daemon that runs them, under whatever id it has come back.
   *
   * @return those that run elsewhere, which this daemon must not run
   */
  List<NodeId> adopt(ConnectedDaemon daemon, DataflowRun run, Collection<NodeId> nodes) {
    List<NodeId> others = new ArrayList<>();
    for (NodeId node : nodes) {
      DaemonId owner = run.nodes().daemonOf(node);
      Part part = owner == null ? null : run.parts().of(owner);
      if (part == null || part.daemon().equals(daemon.id())) {
        continue;
      }
      if (part.isAbsent()
          || !part.isRespawned() && Succession.mayBeOne(part.daemon(), daemon.id())) {
        succeed(daemon, run, part);
      } else {
        others.add(node);
      }
    }
    return others;
  }

  /** A daemon may know a dataflow of which it runs no node at the moment. */
  private @Nullable Part partOf(ConnectedDaemon daemon, DataflowRun run) {
    for (Part part : run.parts().absent()) {
      if (run.parts().of(daemon.id()) == null && Succession.follows(daemon, part, true)) {
        succeed(daemon, run, part);
      }
    }
    return run.parts().of(daemon.id());
  }

  private void succeed(ConnectedDaemon daemon, DataflowRun run, Part part) {
    if (!part.daemon().equals(daemon.id())) {
      run.move(part, daemon.id());
      dataflows.records().saveGraph(run);
    }
  }

  private static void refuse(
      ConnectedDaemon daemon, DataflowRun run, @Nullable Part part, List<NodeId> nodes) {
    LOG.warn("daemon {} runs {} of dataflow {}, which run elsewhere", daemon, nodes, run.id());
    if (part == null) {
      daemon.tell(new DaemonCommand.StopDataflow(run.id(), null, false));
    } else {
      for (NodeId node : nodes) {
        daemon.ask(new DaemonCommand.StopNode(run.id(), node, null));
      }
    }
  }

  /** A daemon does not run what it, or the one before it, should. */
  private void missing(ConnectedDaemon daemon, DataflowRun run, boolean runsNothing) {
    for (Part part : run.parts().absent()) {
      if (Succession.follows(daemon, part, runsNothing)) {
        succeed(daemon, run, part);
        if (run.phase() instanceof Phase.Stopping) {
          over(run, part);
        } else if (part.hasBegun()) {
          respawns.begin(run, part);
        }
        return;
      }
    }
  }

  /** A part has ended without a word about how. */
  void over(DataflowRun run, Part part) {
    addLost(run, part, "its nodes do not run any more");
    run.parts().remove(part.daemon());
    if (run.parts().isEmpty()) {
      dataflows.finish(run);
    } else {
      dataflows.records().saveGraph(run);
      settle(run);
    }
  }

  void warn(DataflowRun run, String message) {
    LOG.warn("dataflow {}: {}", run, message);
    run.logs()
        .publish(LogMessage.of(LogLevel.WARN, "coordinator", message, context.time().instant()));
  }
}
