package org.dora.coordinator.control;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.control.BinaryFrame;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DaemonInfo;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.ParamEntry;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.common.version.DoraVersion;
import org.dora.common.version.PeerCheck;
import org.dora.coordinator.dataflow.Builds;
import org.dora.coordinator.dataflow.Parameters;
import org.dora.coordinator.dataflow.RefusedException;
import org.dora.coordinator.dataflow.Stops;
import org.dora.coordinator.dataflow.Topology;
import org.dora.coordinator.store.Launch;
import org.dora.coordinator.trace.Traces;

/** Decides who does what a CLI asks for (control-protocol.md, section 7). */
final class RequestHandler {
  private static final int LONGEST_TRACE_ID = 36;
  private static final int FIRST_NON_ASCII = 128;

  private final Features features;

  RequestHandler(Features features) {
    this.features = features;
  }

  /** Does what is asked, and remembers it as an operation if it changes something. */
  void handle(ControlSession session, UUID id, ControlRequest request) {
    Operation operation = Operation.of(request);
    Traces traces = features.traces();
    if (operation == null) {
      handle(session, new Answer(session, id, _ -> {}), request);
      return;
    }
    Traces.Span span = traces.begin(operation.name(), "dora_coordinator", operation.fields());
    try {
      traces.within(span, () -> handle(session, new Answer(session, id, span::end), request));
    } catch (RuntimeException e) {
      span.end(e);
      throw e;
    }
  }

  private void handle(ControlSession session, Answer answer, ControlRequest request) {
    switch (request) {
      case ControlRequest.Hello(String version) -> {
        session.isOfVersion(version);
        hello(answer, version);
      }
      case ControlRequest.OfDataflow it -> life(answer, it);
      case ControlRequest.Build build ->
          answer.when(builds().start(build), ControlReply.DataflowBuildTriggered::new);
      case ControlRequest.WaitForBuild(UUID build) ->
          answer.when(
              builds().wait(build), it -> new ControlReply.DataflowBuildFinished(build, it));
      case ControlRequest.BuildLogSubscribe(UUID build, var level) ->
          answer.subscribe(
              () -> builds().checkFollowable(build), it -> builds().follow(build, level, it));
      case ControlRequest.LogSubscribe(UUID dataflow, var level) ->
          answer.subscribe(
              () -> features.dataflows().checkFollowable(dataflow),
              it -> features.dataflows().follow(dataflow, level, it));
      case ControlRequest.Logs it when it.section() == null ->
          answer.when(features.logs().read(it), ControlReply.Logs::new);
      case ControlRequest.Logs it -> answer.inBinary(features.logs().read(it));
      case ControlRequest.ListDataflows _ ->
          answer.with(new ControlReply.DataflowList(features.dataflows().list()));
      case ControlRequest.Info(UUID dataflow) -> answer.with(features.dataflows().info(dataflow));
      case ControlRequest.GetNodeInfo _ ->
          answer.with(new ControlReply.NodeInfoList(features.dataflows().nodes()));
      case ControlRequest.DaemonConnected _ ->
          answer.with(new ControlReply.DaemonConnected(!features.daemons().all().isEmpty()));
      case ControlRequest.ConnectedMachines _ -> answer.with(machines());
      case ControlRequest.CliAndDefaultDaemonOnSameMachine _ -> answer.with(sameMachine(session));
      case ControlRequest.Clean _ -> answer.when(features.dataflows().clean(), it -> it);
      case ControlRequest.Destroy _ ->
          features.destruction().begin(() -> answer.with(new ControlReply.DestroyOk()));
      case ControlRequest.OfParameters it -> parameters(answer, it);
      case ControlRequest.OfNode it -> nodes(answer, it);
      case ControlRequest.TopicUnsubscribe(UUID subscription) -> {
        features.dataflows().topics().unsubscribe(session, subscription);
        session.send(ControlLink.unsubscribed(answer.id(), subscription));
      }
      case ControlRequest.TopicSubscribe it ->
          answer.orRefuse(
              () -> features.dataflows().topics().subscribe(session, it),
              subscription ->
                  new ControlReply.TopicSubscribed(subscription, BinaryFrame.TOPIC_PROTOCOL));
      case ControlRequest.TopicPublish it ->
          answer.orRefuse(
              () -> features.publications().publish(it, session.isOurs()),
              receivers ->
                  session.isOurs()
                      ? new ControlReply.TopicDelivered(receivers)
                      : new ControlReply.TopicPublished());
      case ControlRequest.GetTraces _ ->
          answer.with(new ControlReply.TraceList(features.traces().list()));
      case ControlRequest.GetTraceSpans(String trace) -> answer.with(spans(trace));
    }
  }

  private ControlReply spans(String trace) {
    if (trace.length() > LONGEST_TRACE_ID || !trace.chars().allMatch(c -> c < FIRST_NON_ASCII)) {
      throw new RefusedException("invalid trace_id format");
    }
    return new ControlReply.TraceSpans(features.traces().spans(trace));
  }

  /** A CLI is gone. */
  void ended(ControlSession session) {
    features.dataflows().topics().gone(session);
  }

  private Builds builds() {
    return features.dataflows().builds();
  }

  private void life(Answer answer, ControlRequest.OfDataflow request) {
    Stops stops = features.stops();
    switch (request) {
      case ControlRequest.Start it ->
          answer.when(
              features.starts().start(launch(it), it.name()),
              ControlReply.DataflowStartTriggered::new);
      case ControlRequest.WaitForSpawn(UUID dataflow) ->
          answer.when(
              features.dataflows().spawned(dataflow),
              _ -> new ControlReply.DataflowSpawned(dataflow));
      case ControlRequest.Check(UUID dataflow) -> answer.with(features.dataflows().check(dataflow));
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
    }
  }

  private static Launch launch(ControlRequest.Start it) {
    return new Launch(
        it.buildId(),
        it.sessionId(),
        it.dataflow(),
        it.localWorkingDir(),
        it.uv(),
        it.writeEventsTo());
  }

  private void parameters(Answer answer, ControlRequest.OfParameters request) {
    Parameters parameters = features.parameters();
    switch (request) {
      case ControlRequest.GetParams(UUID dataflow, NodeId node) ->
          answer.with(
              new ControlReply.ParamList(
                  parameters.list(dataflow, node).entrySet().stream()
                      .map(it -> new ParamEntry(it.getKey(), it.getValue()))
                      .toList()));
      case ControlRequest.GetParam(UUID dataflow, NodeId node, String key) ->
          answer.with(new ControlReply.ParamValue(key, parameters.get(dataflow, node, key)));
      case ControlRequest.SetParam(UUID dataflow, NodeId node, String key, RawJson value) ->
          answer.when(parameters.set(dataflow, node, key, value), _ -> new ControlReply.ParamSet());
      case ControlRequest.DeleteParam(UUID dataflow, NodeId node, String key) ->
          answer.when(parameters.delete(dataflow, node, key), _ -> new ControlReply.ParamDeleted());
    }
  }

  private void nodes(Answer answer, ControlRequest.OfNode request) {
    Topology topology = features.topology();
    switch (request) {
      case ControlRequest.RestartNode(UUID dataflow, NodeId node, var grace) ->
          answer.when(
              features.nodes().restart(dataflow, node, grace),
              _ -> new ControlReply.NodeRestarted(dataflow, node));
      case ControlRequest.StopNode(UUID dataflow, NodeId node, var grace) ->
          answer.when(
              features.nodes().stop(dataflow, node, grace),
              _ -> new ControlReply.NodeStopped(dataflow, node));
      case ControlRequest.Reload(UUID dataflow, NodeId node, var operator) ->
          answer.when(
              features.nodes().reload(dataflow, node, operator),
              _ -> new ControlReply.DataflowReloaded(dataflow));
      case ControlRequest.AddNode(UUID dataflow, var node) ->
          answer.when(
              topology.add(dataflow, node), _ -> new ControlReply.NodeAdded(dataflow, node.id()));
      case ControlRequest.RemoveNode(UUID dataflow, NodeId node, var grace) ->
          answer.when(
              topology.remove(dataflow, node, grace),
              _ -> new ControlReply.NodeRemoved(dataflow, node));
      case ControlRequest.ReplaceNode(UUID dataflow, var node, var grace) ->
          answer.when(
              topology.replace(dataflow, node, grace),
              _ -> new ControlReply.NodeReplaced(dataflow, node.id()));
      case ControlRequest.AddMapping(UUID dataflow, var from, var output, var to, var input) ->
          answer.when(
              topology.connect(dataflow, new Topology.Mapping(from, output, to, input)),
              _ -> new ControlReply.MappingAdded(dataflow, from, output, to, input));
      case ControlRequest.RemoveMapping(UUID dataflow, var from, var output, var to, var input) ->
          answer.when(
              topology.disconnect(dataflow, new Topology.Mapping(from, output, to, input)),
              _ -> new ControlReply.MappingRemoved(dataflow, from, output, to, input));
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
        features.daemons().all().stream()
            .map(it -> new DaemonInfo(it.id(), it.silence().toMillis(), it.faults()))
            .toList());
  }

  /** The released CLI takes two equal addresses as leave to hand the daemon its own folders. */
  private ControlReply sameMachine(ControlSession session) {
    boolean same =
        features.daemons().all().stream()
            .filter(it -> it.id().machineId() == null)
            .anyMatch(it -> it.address().getAddress().equals(session.address().getAddress()));
    String address = same ? "127.0.0.1" : null;
    return new ControlReply.CliAndDefaultDaemonIps(address, address);
  }
}
