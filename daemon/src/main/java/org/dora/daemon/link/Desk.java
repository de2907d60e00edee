package org.dora.daemon.link;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dora.common.daemonlink.Build;
import org.dora.common.daemonlink.CatchUpEntry;
import org.dora.common.daemonlink.CatchUpOperation;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.common.message.Bytes;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.CommandRefusedException;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.MissedCommand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the coordinator asks and says what came of it (control-protocol.md section 11). One
 * command at a time; what takes long is only begun.
 */
final class Desk {
  /** How long nodes may take to end before they are signalled (daemon.md, section 8.2). */
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  /** A coordinator waits for 30 s. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(25);

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final LinkSettings settings;
  private final Daemon daemon;
  private final Runs runs;
  private final Builds builds;
  private final Outbox outbox;

  Desk(LinkSettings settings, Daemon daemon, Runs runs, Builds builds, Outbox outbox) {
    this.settings = settings;
    this.daemon = daemon;
    this.runs = runs;
    this.builds = builds;
    this.outbox = outbox;
  }

  /**
   * Does what a command says, apart from {@link DaemonCommand.Destroy} and heartbeats.
   *
   * @param limit of the answer's size in bytes
   * @return null if it has no answer
   */
  @Nullable DaemonCommandReply answer(DaemonCommand command, int limit)
      throws InterruptedException {
    return switch (command) {
      case DaemonCommand.SpawnNodes(Spawn order) ->
          new DaemonCommandReply.TriggerSpawnResult(outcome(() -> spawn(order)));
      case DaemonCommand.BuildNodes(Build order) ->
          new DaemonCommandReply.TriggerBuildResult(outcome(() -> builds.begin(order)));
      case DaemonCommand.StopDataflow stop ->
          new DaemonCommandReply.StopResult(outcome(() -> stop(stop)));
      case DaemonCommand.Logs logs -> new DaemonCommandReply.Logs(log(logs, limit));
      case DaemonCommand.SetParam(var dataflow, var node, var key, var value) ->
          new DaemonCommandReply.SetParamResult(
              done(dataflow, new DataflowCommand.SetParam(node, key, bytes(value))));
      case DaemonCommand.DeleteParam(var dataflow, var node, var key) ->
          new DaemonCommandReply.DeleteParamResult(
              done(dataflow, new DataflowCommand.DeleteParam(node, key)));
      case DaemonCommand.RestartNode(var dataflow, var node, var grace) ->
          new DaemonCommandReply.RestartNodeResult(
              done(dataflow, new DataflowCommand.RestartNode(node, grace)));
      case DaemonCommand.StopNode(var dataflow, var node, var grace) ->
          new DaemonCommandReply.StopNodeResult(
              done(dataflow, new DataflowCommand.StopNode(node, grace)));
      case DaemonCommand.ReloadDataflow(var dataflow, var node, var operator) ->
          new DaemonCommandReply.ReloadResult(
              done(dataflow, new DataflowCommand.Reload(node, operator)));
      case DaemonCommand.AddNode add -> new DaemonCommandReply.AddNodeResult(add(add));
      case DaemonCommand.ReplaceNode replace ->
          new DaemonCommandReply.ReplaceNodeResult(replace(replace));
      case DaemonCommand.RemoveNode(var dataflow, var node, var grace) ->
          new DaemonCommandReply.RemoveNodeResult(
              done(dataflow, new DataflowCommand.RemoveNode(node, grace)));
      case DaemonCommand.AddMapping(var dataflow, var source, var output, var node, var input) ->
          new DaemonCommandReply.AddMappingResult(
              done(dataflow, new DataflowCommand.Connect(source, output, node, input)));
      case DaemonCommand.RemoveMapping(var dataflow, var source, var output, var node, var input) ->
          new DaemonCommandReply.RemoveMappingResult(
              done(dataflow, new DataflowCommand.Disconnect(source, output, node, input)));
      case DaemonCommand.StartTopicDebugStream _ ->
          new DaemonCommandReply.StartTopicDebugStreamResult(
              Outcome.failed("this daemon cannot mirror outputs yet"));
      case DaemonCommand.StopTopicDebugStream _ ->
          new DaemonCommandReply.StopTopicDebugStreamResult(Outcome.ok());
      case DaemonCommand.StateCatchUp(UUID dataflow, List<CatchUpEntry> entries) -> {
        catchUp(dataflow, entries);
        yield null;
      }
      case DaemonCommand.PeerDaemonDisconnected(var peer) -> {
        LOG.info("daemon {} is gone", peer);
        yield null;
      }
      case DaemonCommand.AllNodesReady _, DaemonCommand.Heartbeat _, DaemonCommand.Destroy _ ->
          null;
    };
  }

  private static Outcome<String> outcome(Runnable work) {
    try {
      work.run();
      return Outcome.ok();
    } catch (OrderRefusedException e) {
      return Outcome.failed(Reasons.of(e));
    }
  }

  private void spawn(Spawn order) {
    runs.spawn(order, SpawnPlan.of(order, settings.directory(), builds.result(order.buildId())));
  }

  private void stop(DaemonCommand.StopDataflow stop) {
    UUID id = stop.dataflowId();
    if (!runs.ids().contains(id) && !runs.hasEnded(id)) {
      throw new OrderRefusedException("no running dataflow with ID `" + id + "`");
    }
    if (stop.force()) {
      daemon.kill(id);
    } else {
      daemon.stop(id, stop.graceDuration() == null ? STOP_GRACE : stop.graceDuration());
    }
  }

  /** Begins to stop all that runs. */
  void stopAll() {
    runs.ids().forEach(id -> daemon.stop(id, STOP_GRACE));
  }

  private StoredLog log(DaemonCommand.Logs logs, int limit) {
    try {
      return StoredLogs.read(runs.logOf(logs.dataflowId(), logs.nodeId()), logs.tail(), limit);
    } catch (OrderRefusedException e) {
      return new StoredLog.Unavailable(e.getMessage());
    }
  }

  private Outcome<String> done(UUID dataflow, DataflowCommand command) throws InterruptedException {
    CompletableFuture<Void> result = daemon.command(dataflow, command);
    try {
      result.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return Outcome.ok();
    } catch (TimeoutException _) {
      return Outcome.failed(
          "this takes longer than " + ANSWER_LIMIT.toSeconds() + " s; it may still be done");
    } catch (ExecutionException e) {
      return Outcome.failed(
          e.getCause() instanceof CommandRefusedException refused
              ? refused.getMessage()
              : "internal error: " + e.getCause());
    }
  }

  private Outcome<String> add(DaemonCommand.AddNode add) throws InterruptedException {
    Outcome<String> added =
        done(add.dataflowId(), new DataflowCommand.AddNode(add.node().descriptor(), add.uv()));
    if (added.isOk()) {
      runs.joined(add.dataflowId(), add.node().descriptor());
    }
    return added;
  }

  private Outcome<String> replace(DaemonCommand.ReplaceNode replace) throws InterruptedException {
    Outcome<String> replaced =
        done(
            replace.dataflowId(),
            new DataflowCommand.ReplaceNode(
                replace.node().descriptor(), replace.uv(), replace.graceDuration()));
    if (replaced.isOk()) {
      runs.joined(replace.dataflowId(), replace.node().descriptor());
    }
    return replaced;
  }

  private void catchUp(UUID dataflow, List<CatchUpEntry> entries) {
    List<MissedCommand> missed =
        entries.stream()
            .map(entry -> new MissedCommand(entry.sequence(), command(entry.operation())))
            .toList();
    var _ =
        daemon
            .catchUp(dataflow, missed)
            .thenAccept(done -> {
              if (done > 0) {
                outbox.event(new DaemonEvent.StateCatchUpAck(dataflow, done));
              }
            });
  }

  private static DataflowCommand command(CatchUpOperation operation) {
    return switch (operation) {
      case CatchUpOperation.SetParam(NodeId node, String key, RawJson value) ->
          new DataflowCommand.SetParam(node, key, bytes(value));
      case CatchUpOperation.DeleteParam(NodeId node, String key) ->
          new DataflowCommand.DeleteParam(node, key);
    };
  }

  private static Bytes bytes(RawJson value) {
    return Bytes.wrap(value.toByteArray());
  }
}
