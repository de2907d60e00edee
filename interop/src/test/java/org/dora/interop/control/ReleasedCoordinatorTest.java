package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.codec.SubscribedJson;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.ParamEntry;
import org.dora.common.control.Subscribed;
import org.dora.common.daemonlink.CoordinatorRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Timestamped;
import org.dora.common.version.DoraVersion;
import org.dora.interop.peers.FreePort;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The released coordinator understands our messages, as a client and as a daemon, and we its. */
class ReleasedCoordinatorTest {
  private static final NodeId NODE = new NodeId("a");

  private final HybridLogicalClock clock = new HybridLogicalClock();

  @TempDir Path folder;

  @Test
  void aClientAndADaemonOfOursRunADataflowThroughIt() throws Exception {
    int port = FreePort.find();
    try (RunningCommand _ = coordinator(port);
        Client client = new Client(port);
        Link daemon = new Link(port, "/api/daemon")) {
      greet(client);
      DaemonId daemonId = register(daemon);
      assertEquals(
          new ControlReply.DaemonConnected(true), client.ask(new ControlRequest.DaemonConnected()));
      Descriptor descriptor = descriptor();
      refuseVariablesThatAreNotSet(client, descriptor);

      UUID dataflow = start(client, daemon, descriptor);
      event(daemon, daemonId, new DaemonEvent.SpawnResult(dataflow, Outcome.ok()));
      assertEquals(
          new ControlReply.DataflowSpawned(dataflow),
          client.ask(new ControlRequest.WaitForSpawn(dataflow)));
      assertEquals(
          new ControlReply.DataflowInfo(dataflow, "flow", descriptor),
          client.ask(new ControlRequest.Info(dataflow)));

      watch(client, daemon, daemonId, dataflow);
      setParam(client, daemon, dataflow);
      stop(client, daemon, daemonId, dataflow);
    }
  }

  private static void greet(Client client) throws InterruptedException {
    assertEquals(
        new ControlReply.HelloOk("1.1.0"),
        client.ask(new ControlRequest.Hello(DoraVersion.announced())));
    assertEquals(
        new ControlReply.DataflowList(List.of()), client.ask(new ControlRequest.ListDataflows()));
    UUID unknown = UUID.randomUUID();
    ControlReply.Failed failed =
        assertInstanceOf(
            ControlReply.Failed.class,
            client.ask(new ControlRequest.Stop(unknown, Duration.ofMillis(1500), true)));
    assertTrue(failed.message().contains(unknown.toString()), failed.message());
    Frame refused =
        client.answer(client.send(new ControlRequest.LogSubscribe(unknown, LogFilter.WARN)));
    assertTrue(
        assertInstanceOf(Frame.Failure.class, refused)
            .error()
            .contains("no running dataflow with id"),
        refused.toString());
  }

  private DaemonId register(Link daemon) throws InterruptedException {
    SortedMap<String, String> labels = new TreeMap<>(Map.of("gpu", "true"));
    daemon.send(
        DaemonLink.request(
            UUID.randomUUID(),
            stamped(
                new CoordinatorRequest.Register(
                    DaemonRegistration.ours(null, labels, ZenohEndpoints.NONE)))));
    Frame.Request answer = (Frame.Request) daemon.await(Frame.Request.class::isInstance);
    RegisterResult.Registered registered =
        assertInstanceOf(RegisterResult.Registered.class, DaemonLink.registered(answer).inner());
    event(daemon, registered.daemonId(), new DaemonEvent.StatusReport(List.of()));
    event(daemon, registered.daemonId(), new DaemonEvent.Heartbeat(null));
    return registered.daemonId();
  }

  /** Why texts are escaped: the coordinator expands them from its own environment. */
  private static void refuseVariablesThatAreNotSet(Client client, Descriptor descriptor)
      throws InterruptedException {
    UUID id = UUID.randomUUID();
    client.send(
        new String(ControlLink.request(id, start(descriptor)), StandardCharsets.UTF_8)
            .replace("$$", "$"));
    Frame.Failure refused = assertInstanceOf(Frame.Failure.class, client.answer(id));
    assertTrue(refused.error().contains("EnvValue"), refused.error());
  }

  private UUID start(Client client, Link daemon, Descriptor descriptor)
      throws InterruptedException {
    UUID id = client.send(start(descriptor.forRelay()));
    Command command = command(daemon);
    Spawn spawn = assertInstanceOf(DaemonCommand.SpawnNodes.class, command.command()).spawn();
    assertEquals(descriptor, spawn.dataflowDescriptor());
    ResolvedNode meant = ResolvedDataflow.of(descriptor).node(NODE).orElseThrow();
    ResolvedNode sent = Objects.requireNonNull(spawn.nodes().get(NODE));
    assertEquals(meant.env(), sent.env());
    assertEquals(meant.kind(), sent.kind());
    daemon.send(
        DaemonLink.reply(command.id(), new DaemonCommandReply.TriggerSpawnResult(Outcome.ok())));
    assertEquals(new ControlReply.DataflowStartTriggered(spawn.dataflowId()), client.reply(id));
    return spawn.dataflowId();
  }

  private static ControlRequest.Start start(Descriptor descriptor) {
    return new ControlRequest.Start(null, UUID.randomUUID(), descriptor, "flow", null, false, null);
  }

  private void watch(Client client, Link daemon, DaemonId daemonId, UUID dataflow)
      throws InterruptedException {
    Frame.Reply subscribed =
        (Frame.Reply)
            client.answer(client.send(new ControlRequest.LogSubscribe(dataflow, LogFilter.TRACE)));
    assertEquals(new Subscribed(true), subscribed.result().read(SubscribedJson::read));
    LogMessage message =
        LogMessage.of(LogLevel.WARN, "t", "a \"text\" €😀", Instant.ofEpochSecond(5, 6_000_000))
            .from(dataflow, NODE, daemonId);
    event(daemon, daemonId, new DaemonEvent.Log(message));
    assertEquals(message, ControlLink.log(client.event()));

    NodeMetrics metrics =
        new NodeMetrics(
            4_000_000_000L,
            0.1f,
            3_000_000,
            null,
            5L,
            1,
            List.of("in"),
            NodeStatus.DEGRADED,
            9,
            null);
    event(
        daemon,
        daemonId,
        new DaemonEvent.Metrics(dataflow, new TreeMap<>(Map.of(NODE, metrics)), null));
    NodeInfo node = nodeInfo(client);
    while (node.metrics() == null) {
      node = nodeInfo(client);
    }
    assertEquals(daemonId, node.daemonId());
    assertEquals(4_000_000_000L, node.metrics().pid());
    assertEquals(0.1f, node.metrics().cpuUsage());
    assertEquals(3.0, node.metrics().memoryMb());
    assertEquals(NodeStatus.DEGRADED, node.metrics().status());
  }

  private static NodeInfo nodeInfo(Client client) throws InterruptedException {
    return assertInstanceOf(
            ControlReply.NodeInfoList.class, client.ask(new ControlRequest.GetNodeInfo()))
        .nodes()
        .getFirst();
  }

  private void setParam(Client client, Link daemon, UUID dataflow) throws InterruptedException {
    RawJson value = RawJson.of("{\"x\":[1,2.5,null,\"$\"]}");
    UUID id = client.send(new ControlRequest.SetParam(dataflow, NODE, "k", value));
    Command command = command(daemon);
    assertEquals(new DaemonCommand.SetParam(dataflow, NODE, "k", value), command.command());
    daemon.send(
        DaemonLink.reply(command.id(), new DaemonCommandReply.SetParamResult(Outcome.ok())));
    assertEquals(new ControlReply.ParamSet(), client.reply(id));
    assertEquals(
        new ControlReply.ParamList(List.of(new ParamEntry("k", value))),
        client.ask(new ControlRequest.GetParams(dataflow, NODE)));
  }

  private void stop(Client client, Link daemon, DaemonId daemonId, UUID dataflow)
      throws InterruptedException {
    UUID id = client.send(new ControlRequest.StopByName("flow", Duration.ofSeconds(2), false));
    Command command = command(daemon);
    assertEquals(
        new DaemonCommand.StopDataflow(dataflow, Duration.ofSeconds(2), false), command.command());
    daemon.send(DaemonLink.reply(command.id(), new DaemonCommandReply.StopResult(Outcome.ok())));
    NodeError error =
        new NodeError(
            clock.now(), new NodeErrorCause.Other("boom\n"), new NodeExitStatus.Signal(9));
    event(daemon, daemonId, new DaemonEvent.NodeStopped(dataflow, NODE, true));
    event(
        daemon,
        daemonId,
        new DaemonEvent.AllNodesFinished(
            dataflow,
            new DaemonDataflowResult(
                clock.now(), new TreeMap<>(Map.of(NODE, Outcome.failed(error))))));
    ControlReply.DataflowStopped stopped =
        assertInstanceOf(ControlReply.DataflowStopped.class, client.reply(id));
    assertEquals(Map.of(NODE, Outcome.failed(error)), stopped.result().nodeResults());
  }

  /** A command and the id of its answer. */
  private record Command(UUID id, DaemonCommand command) {}

  private static Command command(Link daemon) throws InterruptedException {
    Frame.Request request =
        (Frame.Request)
            daemon.await(frame ->
                frame instanceof Frame.Request(var _, String method, var _)
                    && method.equals(DaemonLink.COMMAND));
    return new Command(request.id(), DaemonLink.command(request).inner());
  }

  private void event(Link daemon, DaemonId daemonId, DaemonEvent event) {
    daemon.send(
        DaemonLink.request(
            UUID.randomUUID(), stamped(new CoordinatorRequest.Event(daemonId, event))));
  }

  private Timestamped<CoordinatorRequest> stamped(CoordinatorRequest request) {
    return new Timestamped<>(request, clock.now());
  }

  private static Descriptor descriptor() {
    return DescriptorParser.parse(
            """
            env: {V: $$NOT_SET, W: a$$$$b}
            nodes: [{id: a, path: x.py, outputs: [o], inputs: {t: dora/timer/millis/100}}]
            """,
            "dataflow.yml",
            Map.of())
        .descriptor();
  }

  private RunningCommand coordinator(int port) throws IOException {
    RunningCommand coordinator =
        RunningCommand.start(
            folder,
            Map.of(),
            ReleasedPeers.dora(),
            "coordinator",
            "--port",
            Integer.toString(port),
            "--store",
            "memory");
    coordinator.awaitLines("listening on port");
    return coordinator;
  }
}
