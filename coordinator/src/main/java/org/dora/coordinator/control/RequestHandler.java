package org.dora.coordinator.control;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DaemonInfo;
import org.dora.common.control.DataflowResult;
import org.dora.common.version.DoraVersion;
import org.dora.common.version.PeerCheck;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.RefusedException;
import org.dora.coordinator.dataflow.Starts;
import org.dora.coordinator.dataflow.Stops;
import org.dora.coordinator.dataflow.StoredLogs;
import org.dora.coordinator.store.Launch;

/** Decides who does what a CLI asks for (control-protocol.md, section 7). */
final class RequestHandler {
  private final Daemons daemons;
  private final Dataflows dataflows;
  private final Starts starts;
  private final Stops stops;
  private final StoredLogs logs;
  private final Destruction destruction;

  RequestHandler(
      Daemons daemons,
      Dataflows dataflows,
      Starts starts,
      Stops stops,
      StoredLogs logs,
      Destruction destruction) {
    this.daemons = daemons;
    this.dataflows = dataflows;
    this.starts = starts;
    this.stops = stops;
    this.logs = logs;
    this.destruction = destruction;
  }

  void handle(ControlSession session, UUID id, ControlRequest request) {
    Answer answer = new Answer(session, id);
    switch (request) {
      case ControlRequest.Hello(String version) -> hello(answer, version);
      case ControlRequest.Start it ->
          answer.when(
              starts.start(
                  new Launch(
                      it.buildId(),
                      it.sessionId(),
                      it.dataflow(),
                      it.localWorkingDir(),
                      it.uv(),
                      it.writeEventsTo()),
                  it.name()),
              ControlReply.DataflowStartTriggered::new);
      case ControlRequest.WaitForSpawn(UUID dataflow) ->
          answer.when(dataflows.spawned(dataflow), _ -> new ControlReply.DataflowSpawned(dataflow));
      case ControlRequest.Check(UUID dataflow) -> answer.with(dataflows.check(dataflow));
      case ControlRequest.Stop(UUID dataflow, var grace, boolean force) ->
          answer.when(stops.stop(dataflow, grace, force), RequestHandler::stopped);
      case ControlRequest.StopByName(String name, var grace, boolean force) ->
          answer.when(stops.stop(name, grace, force), RequestHandler::stopped);
      case ControlRequest.Restart(UUID dataflow, var grace, boolean force) ->
          restart(answer, dataflow, stops.restart(dataflow, grace, force));
      case ControlRequest.RestartByName(String name, var grace, boolean force) -> {
        UUID dataflow = stops.runningIdOf(name);
        restart(answer, dataflow, stops.restart(dataflow, grace, force));
      }
      case ControlRequest.Logs it ->
          answer.when(
              logs.read(it.uuid(), it.name(), it.node(), it.tail()), ControlReply.Logs::new);
      case ControlRequest.ListDataflows _ ->
          answer.with(new ControlReply.DataflowList(dataflows.list()));
      case ControlRequest.Info(UUID dataflow) -> answer.with(dataflows.info(dataflow));
      case ControlRequest.GetNodeInfo _ ->
          answer.with(new ControlReply.NodeInfoList(dataflows.nodes()));
      case ControlRequest.DaemonConnected _ ->
          answer.with(new ControlReply.DaemonConnected(!daemons.all().isEmpty()));
      case ControlRequest.ConnectedMachines _ -> answer.with(machines());
      case ControlRequest.CliAndDefaultDaemonOnSameMachine _ -> answer.with(sameMachine(session));
      case ControlRequest.LogSubscribe(UUID dataflow, var level) -> {
        try {
          dataflows.checkFollowable(dataflow);
          session.send(ControlLink.subscribed(id));
          dataflows.follow(dataflow, level, session);
        } catch (RefusedException e) {
          session.fail(id, e.getMessage());
        }
      }
      case ControlRequest.Clean _ -> answer.when(dataflows.clean(), it -> it);
      case ControlRequest.Destroy _ ->
          answer.when(destruction.begin(), _ -> new ControlReply.DestroyOk());
      default ->
          throw new RefusedException(
              "this coordinator cannot do `" + request.getClass().getSimpleName() + "` yet");
    }
  }

  private static void hello(Answer answer, String version) {
    PeerCheck.cliRefusal(version)
        .ifPresentOrElse(
            answer::refuse, () -> answer.with(new ControlReply.HelloOk(DoraVersion.announced())));
  }

  private static void restart(Answer answer, UUID old, CompletableFuture<UUID> restarted) {
    answer.when(restarted, id -> new ControlReply.DataflowRestarted(old, id));
  }

  private static ControlReply stopped(DataflowResult result) {
    return new ControlReply.DataflowStopped(result.uuid(), result);
  }

  private ControlReply machines() {
    return new ControlReply.ConnectedDaemons(
        daemons.all().stream()
            .map(it -> new DaemonInfo(it.id(), it.silence().toMillis(), it.faults()))
            .toList());
  }

  /** The released CLI takes two equal addresses as leave to hand the daemon its own folders. */
  private ControlReply sameMachine(ControlSession session) {
    boolean same =
        daemons.all().stream()
            .filter(it -> it.id().machineId() == null)
            .anyMatch(it -> it.address().getAddress().equals(session.address().getAddress()));
    String address = same ? "127.0.0.1" : null;
    return new ControlReply.CliAndDefaultDaemonIps(address, address);
  }

  /** The answer that one request waits for. */
  private record Answer(ControlSession session, UUID id) {
    void with(ControlReply reply) {
      session.reply(id, reply);
    }

    void refuse(String reason) {
      session.fail(id, reason);
    }

    <T> void when(CompletableFuture<T> result, Function<T, ControlReply> reply) {
      result.whenComplete((value, failure) -> {
        if (failure == null) {
          with(reply.apply(value));
        } else {
          session.replyFailure(id, failure);
        }
      });
    }
  }
}
