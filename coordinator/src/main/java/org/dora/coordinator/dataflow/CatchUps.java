package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.daemonlink.CatchUpEntry;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives nodes the parameters that they have missed: the changes since their daemon's last word, or
 * all that are kept if nobody knows what they have (control-protocol.md, section 17).
 */
final class CatchUps {
  /** A node that starts takes a while until it can be given anything; doubled each time. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** For longer than this no node is to lack what it could have. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** About two minutes. */
  private static final int ATTEMPTS = 240;

  private static final Logger LOG = LoggerFactory.getLogger(CatchUps.class);

  private final Context context;
  private final Records records;

  CatchUps(Context context, Records records) {
    this.context = context;
    this.records = records;
  }

  /** A daemon has come back with its nodes. */
  void returned(DataflowRun run, Part part, ConnectedDaemon daemon) {
    Long acknowledged = part.acknowledged();
    SortedSet<NodeId> nodes = run.nodes().on(part.daemon());
    List<CatchUpEntry> missed =
        acknowledged == null ? null : run.changes().since(acknowledged, nodes).orElse(null);
    if (missed == null) {
      replay(run, part, daemon);
    } else if (!missed.isEmpty()) {
      daemon.tell(new DaemonCommand.StateCatchUp(run.id(), missed));
    }
  }

  /** A daemon has applied changes up to one. */
  void acknowledged(DataflowRun run, Part part, long sequence) {
    Long before = part.acknowledged();
    part.acknowledge(before == null ? sequence : Math.max(before, sequence));
    long least = run.changes().last();
    for (Part each : run.parts().all()) {
      Long up = each.acknowledged();
      least = Math.min(least, up == null ? 0 : up);
    }
    run.changes().forgetUpTo(least);
  }

  /** A daemon's nodes may have none of their parameters. */
  void replay(DataflowRun run, Part part, ConnectedDaemon daemon) {
    part.acknowledge(run.changes().last());
    for (NodeId node : run.nodes().on(part.daemon())) {
      Set<String> keys = new TreeSet<>(context.store().parameters(run.id(), node).keySet());
      keys.addAll(context.store().deletions(run.id(), node));
      keys.forEach(key -> give(new Gift(run, node, key), daemon, ATTEMPTS, FIRST_PAUSE));
    }
  }

  /** What a node is to be given, or told that it is gone. */
  private record Gift(DataflowRun run, NodeId node, String key) {}

  private void give(Gift gift, ConnectedDaemon daemon, int attempts, Duration pause) {
    UUID dataflow = gift.run.id();
    RawJson value = context.store().parameters(dataflow, gift.node).get(gift.key);
    boolean isDeleted = context.store().deletions(dataflow, gift.node).contains(gift.key);
    if (value == null && !isDeleted || gift.run.hasEnded() || !isConnected(daemon)) {
      return;
    }
    (value == null ? delete(gift, daemon) : set(gift, daemon, value))
        .exceptionally(failure -> {
          if (attempts > 1) {
            Duration twice = pause.multipliedBy(2);
            Duration next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
            context.deadlines().after(pause, () -> give(gift, daemon, attempts - 1, next));
          } else {
            LOG.warn(
                "node {} of dataflow {} did not get its parameter {}: {}",
                gift.node,
                dataflow,
                gift.key,
                Failures.messageOf(failure));
          }
          return null;
        });
  }

  private static CompletableFuture<Void> set(Gift gift, ConnectedDaemon daemon, RawJson value) {
    return daemon.order(
        new DaemonCommand.SetParam(gift.run.id(), gift.node, gift.key, value),
        reply -> reply instanceof DaemonCommandReply.SetParamResult(var outcome) ? outcome : null);
  }

  private CompletableFuture<Void> delete(Gift gift, ConnectedDaemon daemon) {
    UUID dataflow = gift.run.id();
    return daemon
        .order(
            new DaemonCommand.DeleteParam(dataflow, gift.node, gift.key),
            reply ->
                reply instanceof DaemonCommandReply.DeleteParamResult(var outcome) ? outcome : null)
        .thenRun(() -> records.deletionIsKnown(dataflow, gift.node, gift.key));
  }

  private boolean isConnected(ConnectedDaemon daemon) {
    DaemonId id = daemon.id();
    return context.daemons().find(id).filter(it -> it == daemon).isPresent();
  }
}
