package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonIdentity;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RegisterResult;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.daemon.Daemon;
import org.dora.daemon.spawn.SpawnSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon with real processes under a coordinator that the test plays. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // each test starts its own daemon
class CoordinatorLinkTest {
  private static final DaemonId FIRST = new DaemonId("robot", new UUID(1, 1));
  private static final DaemonId SECOND = new DaemonId("robot", new UUID(2, 2));
  private static final LinkTimes TIMES = times(Duration.ofSeconds(20), Duration.ofMillis(100));

  private static LinkTimes times(Duration silence, Duration stopGrace) {
    return new LinkTimes(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofMillis(200),
        silence,
        Duration.ofMillis(1),
        Duration.ofMillis(50),
        Duration.ofMillis(50),
        stopGrace,
        Duration.ofMillis(50));
  }

  @TempDir private Path folder;

  private final UUID dataflow = UuidV7.next(InstantSource.system());
  private final AtomicInteger attempts = new AtomicInteger();
  private FakeCoordinator coordinator;
  private CoordinatorLink link;
  private Daemon daemon;
  private CountDownLatch ended;

  @BeforeEach
  void listen() throws IOException {
    coordinator = new FakeCoordinator();
  }

  @AfterEach
  void end() throws Exception {
    coordinator.close();
    daemon.kill();
    link.leave();
    assertTrue(ended.await(30, TimeUnit.SECONDS));
    daemon.close();
  }

  private void start() {
    start(TIMES, null);
  }

  private void start(LinkTimes times, @Nullable Duration stopAfter) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DORA_ALLOW_SHELL_NODES", "true");
    link =
        new CoordinatorLink(
            new LinkSettings(
                "127.0.0.1",
                coordinator.port(),
                "robot",
                new TreeMap<>(Map.of("arm", "left")),
                () -> "token " + attempts.incrementAndGet(),
                stopAfter,
                folder.resolve("keys"),
                folder,
                environment),
            times);
    daemon =
        new Daemon(
            new SpawnSettings(
                environment, folder, true, null, "robot", JavaLauncher.ofThisProcess()),
            link.logSink());
    ended = new CountDownLatch(1);
    CountDownLatch latch = ended;
    Thread _ =
        Thread.ofPlatform()
            .start(() -> {
              try {
                link.serve(daemon);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              latch.countDown();
            });
  }

  private Spawn order(String script) {
    return order(script, folder.toString());
  }

  private Spawn order(String script, @Nullable String workingDir) {
    Descriptor descriptor = descriptor(script);
    return new Spawn(
        null,
        new UUID(5, 5),
        dataflow,
        workingDir,
        ResolvedDataflow.of(descriptor).nodes(),
        descriptor,
        new TreeSet<>(List.of(new NodeId("a"))),
        false,
        null,
        null);
  }

  private static Descriptor descriptor(String script) {
    String yaml =
        """
        nodes:
          - id: a
            path: shell
            args: |
              %s
        """
            .formatted(script);
    return DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
  }

  private static Outcome<String> spawn(FakeCoordinator.Link link, Spawn order) throws IOException {
    return ((DaemonCommandReply.TriggerSpawnResult) link.ask(new DaemonCommand.SpawnNodes(order)))
        .result();
  }

  /** Starts a node that goes on; returns when its process runs. */
  private void startSleeper(FakeCoordinator.Link at) throws IOException {
    assertEquals(Outcome.ok(), spawn(at, order("exec sleep 600")));
    assertEquals(Outcome.ok(), at.await(DaemonEvent.SpawnResult.class).result());
  }

  @Test
  void aDaemonSaysWhoItIsAndWhatRuns() throws Exception {
    start();
    try (FakeCoordinator.Link at = coordinator.accept()) {
      assertTrue(at.header.startsWith("GET /api/daemon HTTP/1.1\r\n"), at.header);
      assertTrue(at.header.contains("\r\nAuthorization: Bearer token 1\r\n"), at.header);
      DaemonRegistration registration =
          at.register(new RegisterResult.Registered(FIRST, List.of()));
      assertEquals("robot", registration.machineId());
      assertEquals(Map.of("arm", "left"), registration.labels());
      DaemonIdentity identity = Objects.requireNonNull(registration.identity());
      assertTrue(identity.isProven("robot"));
      at.await(DaemonEvent.Heartbeat.class);
      assertEquals(
          List.of(
              new DaemonEvent.StatusReport(List.of()),
              new DaemonEvent.ZenohListenEndpoint(ZenohEndpoints.NONE)),
          at.passed.subList(0, 2));
      assertEquals(3, at.passed.size());
    }
  }

  @Test
  void aDataflowIsReportedFromItsStartToItsEnd() throws Exception {
    start();
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      assertEquals(Outcome.ok(), spawn(at, order("echo hello; exit 3")));
      var finished = at.await(DaemonEvent.AllNodesFinished.class);
      var error =
          Objects.requireNonNull(finished.result().nodeResults().get(new NodeId("a"))).error();
      assertInstanceOf(NodeErrorCause.Other.class, Objects.requireNonNull(error).cause());
      assertEquals(
          new DaemonEvent.SpawnResult(dataflow, Outcome.ok()),
          at.seen(DaemonEvent.SpawnResult.class));
      assertEquals(
          new DaemonEvent.NodeStopped(dataflow, new NodeId("a"), false),
          at.seen(DaemonEvent.NodeStopped.class));
      List<String> lines = new ArrayList<>();
      for (DaemonEvent event : at.passed) {
        if (event instanceof DaemonEvent.Log(var message)) {
          assertEquals(FIRST, message.daemonId());
          lines.add(message.message());
        }
      }
      assertTrue(lines.contains("hello"), lines.toString());
      assertTrue(lines.getLast().startsWith("dataflow finished on machine"), lines.toString());
      assertLog(at, "hello");
    }
  }

  private void assertLog(FakeCoordinator.Link at, String expected) throws IOException {
    var answer =
        (DaemonCommandReply.Logs)
            at.ask(new DaemonCommand.Logs(dataflow, new NodeId("a"), 1L, null));
    var content = assertInstanceOf(StoredLog.Content.class, answer.log());
    assertTrue(
        content.lines().utf8().contains("\"msg\":\"" + expected + "\""), content.lines().utf8());
  }

  @Test
  void whatCannotBeStartedIsRefusedAtOnce() throws Exception {
    start();
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      assertEquals(
          Outcome.failed("working directory does not exist: /no/such/folder"),
          spawn(at, order("true", "/no/such/folder")));
      Spawn here = order("true");
      Spawn apart =
          new Spawn(
              null,
              here.sessionId(),
              dataflow,
              null,
              here.nodes(),
              here.dataflowDescriptor(),
              new TreeSet<>(),
              false,
              null,
              null);
      String error = Objects.requireNonNull(spawn(at, apart).error());
      assertTrue(error.contains("nodes `a` are placed on other machines"), error);
      UUID id = UUID.randomUUID();
      at.send(
          ("{\"id\":\"%s\",\"method\":\"daemon_command\",\"params\":{\"inner\":\"Dance\","
                  + "\"timestamp\":{\"time\":1,\"id\":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}}}")
              .formatted(id)
              .getBytes(StandardCharsets.UTF_8));
      assertInstanceOf(Frame.Failure.class, at.answer(id));
      // And without a folder of the dataflow's own, the session has one.
      assertEquals(Outcome.ok(), spawn(at, order("pwd", null)));
      at.await(DaemonEvent.AllNodesFinished.class);
      assertLog(at, folder.resolve("_work").resolve(new UUID(5, 5).toString()).toString());
    }
  }

  @Test
  void nodesRunOnWithoutCoordinatorAndAreReportedToTheNext() throws Exception {
    start();
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      startSleeper(at);
    }
    try (FakeCoordinator.Link at = coordinator.welcome(SECOND)) {
      assertTrue(at.header.contains("Bearer token 2"), at.header);
      assertEquals(
          List.of(new RunningDataflow(dataflow, List.of(new NodeId("a")))),
          at.await(DaemonEvent.StatusReport.class).runningDataflows());
      // A coordinator that has forgotten the start asks for it again.
      assertEquals(Outcome.ok(), spawn(at, order("exec sleep 600")));
      assertEquals(Outcome.ok(), at.await(DaemonEvent.SpawnResult.class).result());
      var metrics = at.await(DaemonEvent.Metrics.class).metrics();
      assertNotEquals(0, Objects.requireNonNull(metrics.get(new NodeId("a"))).pid());
      var stopped =
          (DaemonCommandReply.StopResult)
              at.ask(new DaemonCommand.StopDataflow(dataflow, null, false));
      assertEquals(Outcome.ok(), stopped.result());
      var finished = at.await(DaemonEvent.AllNodesFinished.class);
      assertEquals(Map.of(new NodeId("a"), Outcome.ok()), finished.result().nodeResults());
      assertEquals(
          new DaemonEvent.NodeStopped(dataflow, new NodeId("a"), true),
          at.seen(DaemonEvent.NodeStopped.class));
    }
  }

  @Test
  void anEndThatNobodyHeardOfIsReportedFirst() throws Exception {
    start();
    FakeCoordinator.Link first = coordinator.welcome(FIRST);
    startSleeper(first);
    first.close();
    daemon.kill(dataflow);
    for (int i = 0; i < 2; i++) {
      // Twice: that the report was sent does not mean that it has arrived.
      try (FakeCoordinator.Link at = coordinator.welcome(SECOND)) {
        var finished = at.await(DaemonEvent.AllNodesFinished.class);
        assertEquals(dataflow, finished.dataflowId());
        if (i > 0) {
          assertEquals(List.of(finished), at.passed);
          assertEquals(List.of(), at.await(DaemonEvent.StatusReport.class).runningDataflows());
        }
      }
    }
  }

  @Test
  void nodesAreStoppedAfterALossIfSoOrdered() throws Exception {
    start(TIMES, Duration.ZERO);
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      // It hears of no stop, and ends by SIGTERM.
      startSleeper(at);
    }
    coordinator.turnAway("503 Service Unavailable");
    coordinator.turnAway("503 Service Unavailable");
    try (FakeCoordinator.Link at = coordinator.welcome(SECOND)) {
      var finished = at.await(DaemonEvent.AllNodesFinished.class);
      assertEquals(Map.of(new NodeId("a"), Outcome.ok()), finished.result().nodeResults());
    }
  }

  @Test
  void aSilentCoordinatorIsTakenForLost() throws Exception {
    start(times(Duration.ofMillis(50), Duration.ofMillis(100)), null);
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      at.awaitEnd();
    }
    try (FakeCoordinator.Link at = coordinator.welcome(SECOND)) {
      at.await(DaemonEvent.StatusReport.class);
    }
  }

  @Test
  void aRefusedDaemonTriesAgain() throws Exception {
    start();
    assertTrue(coordinator.turnAway("401 Unauthorized").contains("Bearer token 1"));
    try (FakeCoordinator.Link at = coordinator.accept()) {
      at.register(new RegisterResult.Refused("another daemon is `robot`"));
    }
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      assertTrue(at.header.contains("Bearer token 3"), at.header);
      at.await(DaemonEvent.StatusReport.class);
    }
  }

  @Test
  void theCoordinatorEndsTheDaemon() throws Exception {
    start();
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      var destroyed = (DaemonCommandReply.DestroyResult) at.ask(new DaemonCommand.Destroy());
      assertEquals(Outcome.ok(), destroyed.result());
      at.awaitEnd();
    }
    assertTrue(ended.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aDaemonThatLeavesEndsItsNodesSoonAndSaysSo() throws Exception {
    start(times(Duration.ofSeconds(20), Duration.ofMinutes(10)), null);
    try (FakeCoordinator.Link at = coordinator.welcome(FIRST)) {
      startSleeper(at);
      Thread leaving =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  link.leave();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      at.await(DaemonEvent.Exit.class);
      var finished = Objects.requireNonNull(at.seen(DaemonEvent.AllNodesFinished.class));
      // It has ended by SIGTERM, which other stops would send much later, and was not killed.
      assertEquals(Map.of(new NodeId("a"), Outcome.ok()), finished.result().nodeResults());
      leaving.join();
    }
    assertTrue(ended.await(5, TimeUnit.SECONDS));
  }
}
