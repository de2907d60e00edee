package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.LogFilter;
import org.dora.common.daemonlink.Build;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.DaemonRegistration;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.frame.Frame;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.session.GitSource;
import org.dora.coordinator.daemons.PlacementException;
import org.junit.jupiter.api.Test;

class BuildsTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId C = new NodeId("c");
  private static final GitSource OLD = GitSource.of("https://x.org/r", "1");
  private static final GitSource NEW = GitSource.of("https://x.org/r", "2");
  private static final String FLOW =
      """
      nodes:
        - {id: a, path: a, deploy: {machine: arm}}
        - {id: b, path: b, deploy: {machine: base}}
        - {id: c, path: c, deploy: {machine: arm}}
      """;

  private final PlayedCoordinator coordinator = new PlayedCoordinator(new KeptStore());
  private final PlayedDaemon arm = new PlayedDaemon(coordinator, "arm", null);
  private final PlayedDaemon base = new PlayedDaemon(coordinator, "base", null);
  private final Builds builds = coordinator.dataflows.builds();

  private CompletableFuture<UUID> start(Map<NodeId, GitSource> sources) {
    return builds.start(
        new ControlRequest.Build(
            new UUID(7, 7),
            PlayedCoordinator.launch(FLOW).descriptor(),
            new TreeMap<>(sources),
            new TreeMap<>(Map.of(A, OLD, B, OLD)),
            "/work",
            true));
  }

  private static String failureOf(CompletableFuture<?> future) {
    return Failures.messageOf(assertThrows(CompletionException.class, future::join));
  }

  @Test
  void eachDaemonBuildsItsOwnNodes() {
    UUID id = start(Map.of(A, NEW, B, NEW)).join();
    Build ofArm = arm.only(DaemonCommand.BuildNodes.class).build();
    assertEquals(
        new Build(
            id,
            new UUID(7, 7),
            "/work",
            sources(A, NEW),
            sources(A, OLD),
            PlayedCoordinator.launch(FLOW).descriptor(),
            new TreeSet<>(Set.of(A, C)),
            true),
        ofArm);
    Build ofBase = base.only(DaemonCommand.BuildNodes.class).build();
    assertEquals(Set.of(B), ofBase.nodesOnMachine());
    assertEquals(sources(B, NEW), ofBase.gitSources());
    assertEquals(sources(B, OLD), ofBase.prevGitSources());
  }

  private static SortedMap<NodeId, GitSource> sources(NodeId node, GitSource source) {
    return new TreeMap<>(Map.of(node, source));
  }

  @Test
  void aBuildHasBegunWhenAllDaemonsHaveSaidSo() {
    base.holdsAnswers = true;
    CompletableFuture<UUID> begun = start(Map.of());
    assertFalse(begun.isDone());
    base.answerLast();
    assertTrue(begun.isDone());
  }

  @Test
  void oneDaemonThatRefusesIsEnough() {
    base.outcome = Outcome.failed("no compiler");
    assertEquals("no compiler", failureOf(start(Map.of())));
    UUID id = arm.only(DaemonCommand.BuildNodes.class).build().buildId();
    assertThrows(RefusedException.class, () -> builds.wait(id));
  }

  @Test
  void itEndsWellWhenAllHaveBuilt() {
    UUID id = start(Map.of()).join();
    CompletableFuture<Outcome<String>> end = builds.wait(id);
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.failed("said twice")));
    assertFalse(end.isDone());
    base.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    assertEquals(Outcome.ok(), end.join());
    assertSame(end, builds.wait(id), "who asks late is told as well");
  }

  @Test
  void itEndsWithAllFailures() {
    UUID id = start(Map.of()).join();
    base.tell(new DaemonEvent.BuildResult(id, Outcome.failed("`b` does not compile")));
    assertFalse(builds.wait(id).isDone(), "others still build");
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.failed("disk full")));
    assertEquals(
        Outcome.failed("build failed: `b` does not compile\n\ndisk full"), builds.wait(id).join());
  }

  @Test
  void aDaemonThatLeavesHasNotBuilt() {
    UUID id = start(Map.of()).join();
    CompletableFuture<Outcome<String>> end = builds.wait(id);
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    arm.vanish();
    assertFalse(end.isDone(), "it had told before");
    base.vanish();
    assertEquals(
        Outcome.failed(
            "build failed: daemon `"
                + base.id()
                + "` disconnected before reporting its build result"),
        end.join());
  }

  @Test
  void nobodyWaitsForEver() {
    UUID id = start(Map.of()).join();
    CompletableFuture<Outcome<String>> end = builds.wait(id);
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    coordinator.pass(Duration.ofMinutes(20).minusSeconds(1));
    assertFalse(end.isDone());
    coordinator.pass(Duration.ofSeconds(1));
    assertEquals(
        "build timed out after 1200s; 1 daemon(s) never reported build_result", failureOf(end));
    base.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    assertTrue(builds.wait(id).isCompletedExceptionally());
  }

  @Test
  void aBuildIsFollowedWhileItRuns() {
    UUID id = start(Map.of()).join();
    UUID other = start(Map.of()).join();
    arm.tell(new DaemonEvent.Log(line(id, LogLevel.INFO, "early")));
    Lines lines = new Lines();
    builds.checkFollowable(id);
    builds.follow(id, LogFilter.INFO, lines);
    base.tell(new DaemonEvent.Log(line(id, LogLevel.DEBUG, "too fine")));
    base.tell(new DaemonEvent.Log(line(other, LogLevel.INFO, "of another build")));
    base.tell(new DaemonEvent.Log(line(id, LogLevel.WARN, "late")));
    assertEquals(List.of("early", "late"), lines.texts);

    arm.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    base.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    Lines afterwards = new Lines();
    builds.checkFollowable(id);
    builds.follow(id, LogFilter.INFO, afterwards);
    assertEquals(List.of(), afterwards.texts, "the first has had them");
    UUID unknown = new UUID(0, 0);
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> builds.checkFollowable(unknown));
    assertEquals("no running build with id BuildId(" + unknown + ")", refusal.getMessage());
  }

  private static LogMessage line(UUID build, LogLevel level, String text) {
    LogMessage message = LogMessage.of(level, "build", text, Instant.EPOCH);
    return new LogMessage(
        build,
        null,
        message.nodeId(),
        message.daemonId(),
        message.level(),
        message.target(),
        message.modulePath(),
        message.file(),
        message.line(),
        message.message(),
        message.timestamp(),
        message.fields());
  }

  private static final class Lines implements LogSubscriber {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void send(byte[] frame) {
      texts.add(ControlLink.log((Frame.Event) Frame.read(frame)).message());
    }

    @Override
    public boolean isGone() {
      return false;
    }
  }

  @Test
  void onlyTheLastHundredAreRemembered() {
    UUID first = build();
    for (int i = 1; i < 100; i++) {
      build();
    }
    assertTrue(builds.wait(first).isDone());
    build();
    RefusedException refusal = assertThrows(RefusedException.class, () -> builds.wait(first));
    assertEquals("unknown build id BuildId(" + first + ")", refusal.getMessage());
  }

  private UUID build() {
    UUID id = start(Map.of()).join();
    arm.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    base.tell(new DaemonEvent.BuildResult(id, Outcome.ok()));
    return id;
  }

  @Test
  void whatCannotBePlacedIsNotBuiltAnywhere() {
    base.vanish();
    arm.commands();
    PlacementException refusal = assertThrows(PlacementException.class, () -> start(Map.of()));
    assertEquals("no matching daemon for machine id \"base\"", refusal.getMessage());
    assertEquals(List.of(), arm.commands());
  }

  @Test
  void aDaemonThatKnowsNoHubSourcesIsToldNothing() {
    base.vanish();
    arm.commands();
    DaemonRegistration ours = DaemonRegistration.ours("base", new TreeMap<>(), ZenohEndpoints.NONE);
    PlayedDaemon old =
        new PlayedDaemon(
            coordinator,
            new DaemonRegistration(
                ours.doraVersion(),
                ours.machineId(),
                ours.labels(),
                false,
                ours.metadataVersion(),
                null,
                null,
                null));
    GitSource folder = new GitSource("https://x.org/r", "1", "nodes/b", null);
    RefusedException refusal = assertThrows(RefusedException.class, () -> start(Map.of(B, folder)));
    assertTrue(
        refusal
            .getMessage()
            .startsWith(
                "node `b` is a hub package (or a monorepo `subdir` git node), but daemon `"
                    + old.id()),
        refusal.getMessage());
    assertEquals(List.of(), arm.commands());
    start(Map.of(A, folder, B, OLD)).join();
    old.only(DaemonCommand.BuildNodes.class);
  }
}
