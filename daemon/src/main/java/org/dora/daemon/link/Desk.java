package org.dora.daemon.link;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dora.common.daemonlink.Build;
import org.dora.common.daemonlink.CatchUpEntry;
import org.dora.common.daemonlink.CatchUpOperation;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Delivery;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.common.message.Bytes;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.CommandRefusedException;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowCommand.AddNode;
import org.dora.daemon.dataflow.DataflowCommand.Connect;
import org.dora.daemon.dataflow.DataflowCommand.DeleteParam;
import org.dora.daemon.dataflow.DataflowCommand.Disconnect;
import org.dora.daemon.dataflow.DataflowCommand.EndInspection;
import org.dora.daemon.dataflow.DataflowCommand.EndInspections;
import org.dora.daemon.dataflow.DataflowCommand.Inspect;
import org.dora.daemon.dataflow.DataflowCommand.Reload;
import org.dora.daemon.dataflow.DataflowCommand.RemoveNode;
import org.dora.daemon.dataflow.DataflowCommand.ReplaceNode;
import org.dora.daemon.dataflow.DataflowCommand.RestartNode;
import org.dora.daemon.dataflow.DataflowCommand.SetParam;
import org.dora.daemon.dataflow.DataflowCommand.StopNode;
import org.dora.daemon.dataflow.MissedCommand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the coordinator asks and says what came of it (control-protocol.md section 11). One
 * command at a time; what takes long is only begun.
 */
final class Desk {
  /** A coordinator waits for 30 s. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(25);

  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);

  private final LinkSettings settings;
  private final Duration stopGrace;
  private final Daemon daemon;
  private final Runs runs;
  private final Builds builds;
  private final Outbox outbox;

  /**
   * @param stopGrace how long nodes may take to end before they are signalled, unless told
   */
  Desk(
      LinkSettings settings,
      Duration stopGrace,
      Daemon daemon,
      Runs runs,
      Builds builds,
      Outbox outbox) {
    this.settings = settings;
    this.stopGrace = stopGrace;
    this.daemon = daemon;
    this.runs = runs;
    this.builds = builds;
    this.outbox = outbox;
  }

  /**
   * Does what a command says, apart from heartbeats, {@link DaemonCommand.Destroy} and {@link
   * DaemonCommand.Logs}.
   */
  Answer answer(DaemonCommand command) throws InterruptedException {
    return switch (command) {
      case DaemonCommand.SpawnNodes(Spawn order) -> spawn(order);
      case DaemonCommand.BuildNodes(Build order) -> build(order);
      case DaemonCommand.StopDataflow stop -> stop(stop);
      case DaemonCommand.SetParam(var id, var node, var key, var value) ->
          done(id, new SetParam(node, key, bytes(value)), DaemonCommandReply.SetParamResult::new);
      case DaemonCommand.DeleteParam(var id, var node, var key) ->
          done(id, new DeleteParam(node, key), DaemonCommandReply.DeleteParamResult::new);
      case DaemonCommand.RestartNode(var id, var node, var grace) ->
          done(id, new RestartNode(node, grace), DaemonCommandReply.RestartNodeResult::new);
      case DaemonCommand.StopNode(var id, var node, var grace) ->
          done(id, new StopNode(node, grace), DaemonCommandReply.StopNodeResult::new);
      case DaemonCommand.ReloadDataflow(var id, var node, var operator) ->
          done(id, new Reload(node, operator), DaemonCommandReply.ReloadResult::new);
      case DaemonCommand.RemoveNode(var id, var node, var grace) ->
          done(id, new RemoveNode(node, grace), DaemonCommandReply.RemoveNodeResult::new);
      case DaemonCommand.AddMapping(var id, var from, var output, var to, var input) ->
          done(id, new Connect(from, output, to, input), DaemonCommandReply.AddMappingResult::new);
      case DaemonCommand.RemoveMapping(var id, var from, var output, var to, var input) ->
          done(
              id,
              new Disconnect(from, output, to, input),
              DaemonCommandReply.RemoveMappingResult::new);
      case DaemonCommand.AddNode add -> add(add);
      case DaemonCommand.ReplaceNode replace -> replace(replace);
      case DaemonCommand.StartTopicDebugStream(var id, var outputs, var watcher, var bare) ->
          done(
              id,
              new Inspect(watcher, outputs, !bare),
              DaemonCommandReply.StartTopicDebugStreamResult::new);
      case DaemonCommand.StopTopicDebugStream(var id, var watcher) -> {
        // A dataflow that has ended shows nothing any more: that is no failure.
        Outcome<String> _ = outcome(id, new EndInspection(watcher));
        yield Answer.of(new DaemonCommandReply.StopTopicDebugStreamResult(Outcome.ok()));
      }
      case DaemonCommand.PublishTopic(var id, var node, var output, var json) ->
          Answer.of(new DaemonCommandReply.PublishTopicResult(publish(id, node, output, json)));
      case DaemonCommand.StateCatchUp(UUID dataflow, List<CatchUpEntry> entries) ->
          catchUp(dataflow, entries);
      case DaemonCommand.PeerDaemonDisconnected(DaemonId peer) -> {
        LOG.info("daemon `{}` is gone", peer);
        yield Answer.NONE;
      }
      case DaemonCommand.AllNodesReady _,
          DaemonCommand.Heartbeat _,
          DaemonCommand.Logs _,
          DaemonCommand.Destroy _ ->
          Answer.NONE;
    };
  }

  private Answer spawn(Spawn order) {
    return begun(
        () ->
            runs.accept(
                order, SpawnPlan.of(order, settings.directory(), builds.result(order.buildId()))),
        DaemonCommandReply.TriggerSpawnResult::new);
  }

  private Answer build(Build order) {
    return begun(() -> builds.accept(order), DaemonCommandReply.TriggerBuildResult::new);
  }

  /**
   * @param acceptance gives what is to be begun, or refuses it
   */
  private static Answer begun(
      Supplier<Runnable> acceptance, Function<Outcome<String>, DaemonCommandReply> reply) {
    try {
      Runnable work = acceptance.get();
      return new Answer(reply.apply(Outcome.ok()), work);
    } catch (OrderRefusedException e) {
      return Answer.of(reply.apply(Outcome.failed(Reasons.of(e))));
    }
  }

  private Answer stop(DaemonCommand.StopDataflow stop) {
    UUID id = stop.dataflowId();
    boolean isKnown = runs.ids().contains(id) || runs.hasEnded(id);
    if (stop.force()) {
      daemon.kill(id);
    } else {
      daemon.stop(id, stop.graceDuration() == null ? stopGrace : stop.graceDuration());
    }
    return Answer.of(
        new DaemonCommandReply.StopResult(
            isKnown ? Outcome.ok() : Outcome.failed("no running dataflow with ID `" + id + "`")));
  }

  /** Begins to stop all that runs. */
  void stopAll(Duration grace) {
    runs.ids().forEach(id -> daemon.stop(id, grace));
  }

  private Answer done(
      UUID dataflow, DataflowCommand command, Function<Outcome<String>, DaemonCommandReply> reply)
      throws InterruptedException {
    return Answer.of(reply.apply(outcome(dataflow, command)));
  }

  private Outcome<String> outcome(UUID dataflow, DataflowCommand command)
      throws InterruptedException {
    return result(daemon.command(dataflow, command), _ -> Outcome.ok(), Outcome::failed);
  }

  private Delivery publish(UUID dataflow, NodeId node, DataId output, String json)
      throws InterruptedException {
    return result(
        daemon.publish(dataflow, node, output, json),
        receivers -> new Delivery.Delivered(receivers),
        Delivery.Refused::new);
  }

  /** Waits for what becomes of a command, and says it in the words of its answer. */
  private static <T extends @Nullable Object, R> R result(
      CompletableFuture<T> pending, Function<T, R> success, Function<String, R> failure)
      throws InterruptedException {
    try {
      return success.apply(pending.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (TimeoutException _) {
      return failure.apply(
          "this takes longer than " + ANSWER_LIMIT.toSeconds() + " s; it may still be done");
    } catch (ExecutionException e) {
      return failure.apply(
          e.getCause() instanceof CommandRefusedException refused
              ? refused.getMessage()
              : "internal error: " + e.getCause());
    }
  }

  /** The coordinator's users look at nothing any more; a new connection begins like that. */
  void endInspections() {
    runs.ids().forEach(id -> daemon.command(id, new EndInspections()));
  }

  private Answer add(DaemonCommand.AddNode add) throws InterruptedException {
    NodeDescriptor node = add.node().descriptor();
    return joined(
        add.dataflowId(), node, new AddNode(node, add.uv()), DaemonCommandReply.AddNodeResult::new);
  }

  private Answer replace(DaemonCommand.ReplaceNode replace) throws InterruptedException {
    NodeDescriptor node = replace.node().descriptor();
    return joined(
        replace.dataflowId(),
        node,
        new ReplaceNode(node, replace.uv(), replace.graceDuration()),
        DaemonCommandReply.ReplaceNodeResult::new);
  }

  private Answer joined(
      UUID dataflow,
      NodeDescriptor node,
      DataflowCommand command,
      Function<Outcome<String>, DaemonCommandReply> reply)
      throws InterruptedException {
    if (node.source().git() != null) {
      return Answer.of(
          reply.apply(
              Outcome.failed(
                  "node `"
                      + node.id()
                      + "` comes from a git repository, which is not fetched for a"
                      + " dataflow that runs")));
    }
    Outcome<String> outcome = outcome(dataflow, command);
    if (outcome.isOk()) {
      runs.joined(dataflow, node);
    }
    return Answer.of(reply.apply(outcome));
  }

  private Answer catchUp(UUID dataflow, List<CatchUpEntry> entries) {
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
    return Answer.NONE;
  }

  private static DataflowCommand command(CatchUpOperation operation) {
    return switch (operation) {
      case CatchUpOperation.SetParam(NodeId node, String key, RawJson value) ->
          new SetParam(node, key, bytes(value));
      case CatchUpOperation.DeleteParam(NodeId node, String key) -> new DeleteParam(node, key);
    };
  }

  private static Bytes bytes(RawJson value) {
    return Bytes.wrap(value.toByteArray());
  }
}
